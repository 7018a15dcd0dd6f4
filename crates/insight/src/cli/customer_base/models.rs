//! The model methods: fit or take parameters, then score.

use super::super::CliError;
use super::super::options::Options;
use super::super::table::Table;
use super::answer::{self, Sink, number, object, optional};
use super::columns::{Ids, counts, histories, params};
use super::orders::unit;
use crate::across::Processors;
use crate::bgbb::Opportunities;
use crate::bgnbd::Prior;
use crate::clv::{Horizon, Purchases};
use crate::gamma_gamma::{Spend, Spends};
use crate::histories::{Histories, History};
use crate::optimise::Parameters;
use crate::status::Status;
use crate::{bgbb as bb, bgnbd as bg, gamma_gamma as gg, mbgnbd as mbg, pnbd as pn};
use serde_json::{Map, Value, json};

/// BG/NBD.
pub fn bgnbd(table: &Table, options: &Options<'_>, out: &mut dyn Sink) -> Result<(), CliError> {
    score(table, options, purchases(table, options, "bgnbd")?, out)
}

/// MBG/NBD.
pub fn mbgnbd(table: &Table, options: &Options<'_>, out: &mut dyn Sink) -> Result<(), CliError> {
    score(table, options, purchases(table, options, "mbgnbd")?, out)
}

/// Pareto/NBD.
pub fn pnbd(table: &Table, options: &Options<'_>, out: &mut dyn Sink) -> Result<(), CliError> {
    score(table, options, purchases(table, options, "pnbd")?, out)
}

/// A purchase model read from the options or fitted, with what is to be answered so far.
struct Fitted {
    rows: Vec<History>,
    model: Option<Purchases>,
    status: Status,
    answer: Map<String, Value>,
}

fn purchases(table: &Table, options: &Options<'_>, model: &str) -> Result<Fitted, CliError> {
    let rows = histories(table)?;
    match model {
        "bgnbd" => fitted(
            rows,
            options,
            |h| bg::fit(h, Prior::None),
            bg::log_likelihood,
            Purchases::BgNbd,
        ),
        "mbgnbd" => fitted(
            rows,
            options,
            |h| mbg::fit(h, Prior::None),
            mbg::log_likelihood,
            Purchases::MbgNbd,
        ),
        "pnbd" => fitted(
            rows,
            options,
            |h| pn::fit_across(h, Prior::None, Processors::all()),
            pn::log_likelihood,
            Purchases::ParetoNbd,
        ),
        _ => Err(CliError::Usage(
            "option \"model\" must be \"bgnbd\", \"mbgnbd\" or \"pnbd\"".into(),
        )),
    }
}

fn fitted<P: Parameters<4>>(
    rows: Vec<History>,
    options: &Options<'_>,
    fit: impl Fn(&Histories) -> crate::optimise::Fit<P, 4>,
    log_likelihood: impl Fn(P, &Histories) -> f64,
    wrap: impl Fn(P) -> Purchases,
) -> Result<Fitted, CliError> {
    let given = params::<P, 4>(options)?;
    let histories = Histories::new(&rows);
    if let Some(params) = given {
        let answer = answer::given(params, log_likelihood(params, &histories));
        return Ok(Fitted {
            rows,
            model: Some(wrap(params)),
            status: Status::Ok,
            answer,
        });
    }
    let found = fit(&histories);
    let model = found.params().map(wrap);
    Ok(Fitted {
        rows,
        model,
        status: found.status,
        answer: answer::fit(&found),
    })
}

/// Adds the scores, if asked for or if parameters were given.
fn score(
    table: &Table,
    options: &Options<'_>,
    fitted: Fitted,
    out: &mut dyn Sink,
) -> Result<(), CliError> {
    let horizon = positive(options, "score_horizon", 39.0)?;
    let wanted = options.flag("score")? || options.value("params").is_some();
    let Fitted {
        rows,
        model,
        answer,
        ..
    } = fitted;
    let Some(model) = model.filter(|_| wanted) else {
        return out.take(answer, None);
    };
    let ids = Ids::read(table, ["id", "customer_id"])?;
    let score = |at: usize| {
        let history = rows.get(at).copied().unwrap_or(NOBODY);
        let alive = model.p_alive(history);
        let expected = alive * model.expected_if_alive(history, horizon);
        object([
            ("id", ids.get(at)),
            ("p_alive", number(alive)),
            ("expected", number(expected)),
        ])
    };
    out.take(answer, Some((rows.len(), &score)))
}

/// Rows are asked for by numbers that there are; this stands where there is none.
const NOBODY: History = History {
    x: 0,
    tx: 0.0,
    t: 0.0,
};

/// Gamma-Gamma.
pub fn gammagamma(
    table: &Table,
    options: &Options<'_>,
    out: &mut dyn Sink,
) -> Result<(), CliError> {
    let rows = spends(table)?;
    let (params, answer) = spend_model(&rows, options)?;
    let Some(params) = params else {
        return out.take(answer, None);
    };
    let ids = Ids::read(table, ["id", "customer_id"])?;
    let score = |at: usize| {
        let seen = rows.get(at);
        let mean = seen.and_then(|seen| gg::expected_mean(params, seen.x, seen.mean));
        object([("id", ids.get(at)), ("expected_mean", optional(mean))])
    };
    out.take(answer, Some((rows.len(), &score)))
}

fn spends(table: &Table) -> Result<Vec<Spend>, CliError> {
    let (x, means) = (counts(table, "x")?, table.column("m")?.numbers()?);
    Ok(x.into_iter()
        .zip(means)
        .map(|(x, mean)| Spend { x, mean })
        .collect())
}

fn spend_model(
    rows: &[Spend],
    options: &Options<'_>,
) -> Result<(Option<gg::Params>, Map<String, Value>), CliError> {
    let spends = Spends::new(rows);
    if let Some(params) = params::<gg::Params, 3>(options)? {
        return Ok((
            Some(params),
            answer::given(params, gg::log_likelihood(params, &spends)),
        ));
    }
    let fit = gg::fit(&spends);
    Ok((fit.params(), answer::fit(&fit)))
}

/// Lifetime value: a purchase model and Gamma-Gamma, both fitted or both given in one `params` object.
pub fn clv(table: &Table, options: &Options<'_>, out: &mut dyn Sink) -> Result<(), CliError> {
    let horizon = horizon(options)?;
    let model = options.text("model")?.unwrap_or("bgnbd");
    let bought = purchases(table, options, model)?;
    let rows = spends(table)?;
    let (spend, spend_answer) = spend_model(&rows, options)?;
    let answer = both(&bought, spend_answer);
    let (Some(model), Some(spend)) = (bought.model, spend) else {
        return out.take(answer, None);
    };
    let ids = Ids::read(table, ["id", "customer_id"])?;
    let span = f64::from(horizon.months) * horizon.unit.month();
    let score = |at: usize| {
        let history = bought.rows.get(at).copied().unwrap_or(NOBODY);
        let (x, mean) = rows.get(at).map_or((0, 0.0), |seen| (seen.x, seen.mean));
        object([
            ("id", ids.get(at)),
            ("p_alive", number(model.p_alive(history))),
            ("expected", number(model.expected(history, span))),
            ("expected_mean", optional(gg::expected_mean(spend, x, mean))),
            ("clv", optional(model.value(history, mean, spend, horizon))),
        ])
    };
    out.take(answer, Some((rows.len(), &score)))
}

/// The worse status of the two models; parameters of both in one object, log-likelihoods apart.
fn both(bought: &Fitted, spend: Map<String, Value>) -> Map<String, Value> {
    let spend_ok = spend.get("status") == Some(&json!(Status::Ok.as_str()));
    let spend_fits = spend.contains_key("params");
    let spend_is_worse =
        !spend_ok && (bought.status == Status::Ok || (bought.status.has_estimate() && !spend_fits));
    let (worse, better) = if spend_is_worse {
        (&spend, &bought.answer)
    } else {
        (&bought.answer, &spend)
    };
    let mut answer = worse.clone();
    for key in ["params", "se"] {
        let members = [&bought.answer, &spend]
            .into_iter()
            .filter_map(|part| part.get(key)?.as_object());
        let merged: Map<String, Value> = members
            .flatten()
            .map(|(k, v)| (k.clone(), v.clone()))
            .collect();
        if worse.contains_key(key) && better.contains_key(key) {
            answer.insert(key.into(), Value::Object(merged));
        }
    }
    if answer.contains_key("loglik") {
        answer.insert(
            "loglik".into(),
            bought.answer.get("loglik").cloned().unwrap_or_default(),
        );
        answer.insert(
            "spend_loglik".into(),
            spend.get("loglik").cloned().unwrap_or_default(),
        );
    }
    answer
}

/// BG/BB.
pub fn bgbb(table: &Table, options: &Options<'_>, out: &mut dyn Sink) -> Result<(), CliError> {
    let rows = opportunities(table)?;
    let given = params::<bb::Params, 4>(options)?;
    let (params, answer) = match given {
        Some(params) => (
            Some(params),
            answer::given(params, bb::log_likelihood(params, &rows)),
        ),
        None => {
            let fit = bb::fit(&rows);
            (fit.params(), answer::fit(&fit))
        }
    };
    let horizon = u32::try_from(options.count("score_horizon")?.unwrap_or(5)).unwrap_or(u32::MAX);
    let wanted = given.is_some() || options.flag("score").unwrap_or(false);
    let Some(params) = params.filter(|_| wanted) else {
        return out.take(answer, None);
    };
    let score = |at: usize| {
        let Some(row) = rows.get(at) else {
            return Value::Null;
        };
        object([
            ("x", json!(row.x)),
            ("tx", json!(row.tx)),
            ("n", json!(row.n)),
            ("p_alive", number(bb::p_alive(params, *row))),
            ("expected", number(bb::expected(params, *row, horizon))),
        ])
    };
    out.take(answer, Some((rows.len(), &score)))
}

fn opportunities(table: &Table) -> Result<Vec<Opportunities>, CliError> {
    let pick =
        |short: &'static str, long: &'static str| if table.has(short) { short } else { long };
    let x = counts(table, pick("x", "frequency"))?;
    let last = counts(table, pick("tx", "recency"))?;
    let name = pick("n", "periods");
    let n = counts(table, name)?;
    let weights = pick("count", "weights");
    let weight = if table.has(weights) {
        counts(table, weights)?
    } else {
        vec![1; x.len()]
    };
    let column = table.column(name)?;
    let rows = x
        .into_iter()
        .zip(last)
        .zip(n.into_iter().zip(weight))
        .enumerate();
    rows.map(|(row, ((x, tx), (n, count)))| {
        let one = Opportunities {
            x,
            tx,
            n,
            count: u64::from(count),
        };
        let why = "x, tx and n must be in this order, tx 0 only where x is, n at most 2000";
        if one.is_valid() {
            Ok(one)
        } else {
            Err(column.refuse(row, why))
        }
    })
    .collect()
}

fn horizon(options: &Options<'_>) -> Result<Horizon, CliError> {
    let wrong = |what: &str| CliError::Usage(what.into());
    let months = u32::try_from(options.count("months")?.unwrap_or(12))
        .ok()
        .filter(|months| *months <= 1200);
    let months = months.ok_or_else(|| wrong("option \"months\" must be at most 1200"))?;
    let discount = options.number("discount")?.unwrap_or(0.01);
    if discount <= -1.0 {
        return Err(wrong("option \"discount\" must be above -1"));
    }
    Ok(Horizon {
        months,
        discount,
        unit: unit(options)?,
    })
}

fn positive(options: &Options<'_>, name: &str, default: f64) -> Result<f64, CliError> {
    let value = options.number(name)?.unwrap_or(default);
    if value > 0.0 {
        Ok(value)
    } else {
        Err(CliError::Usage(format!("option {name:?} must be above 0")))
    }
}
