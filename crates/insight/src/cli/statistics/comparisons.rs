//! `ab` and `retention`: one JSON object in, the answers under the keys of the reference files out.

use super::super::CliError;
use super::super::customer_base::answer::{number, optional, status};
use super::super::options::Options;
use super::lines::{self, Members};
use super::{Answer, confidence, interval, numbers};
use crate::ab;
use crate::proportion::{Share, newcombe};
use crate::retention::{Action, Economics, Refused, outcome};
use crate::status::{Reason, Status};
use serde_json::{Map, Value, json};

/// Two shares, two lists of values, a sample size, or looks at a running test.
pub fn ab(input: &[u8], options: &Options<'_>) -> Answer {
    let value = object(input)?;
    let given = Members(&value);
    if given.has("looks") {
        looks(&given, &value, options)
    } else if given.has("p1") {
        power(&given, options)
    } else if given.has("a") {
        means(&given, options)
    } else {
        proportions(&given, options)
    }
}

fn object(input: &[u8]) -> Result<Value, CliError> {
    let wrong = || CliError::Input("a JSON object is needed".into());
    lines::json(input)?
        .filter(Value::is_object)
        .ok_or_else(wrong)
}

fn side(given: &Members<'_>, name: &str) -> Result<Share, CliError> {
    let (hits, n) = (
        given.count(&format!("conv_{name}"))?,
        given.count(&format!("n_{name}"))?,
    );
    if hits > n {
        return Err(CliError::Input(format!(
            "\"conv_{name}\" must not exceed \"n_{name}\""
        )));
    }
    Ok(Share { hits, n })
}

fn too_few(key: &'static str) -> Map<String, Value> {
    status(Status::TooFew, Some(&Reason::new(key)))
}

fn proportions(given: &Members<'_>, options: &Options<'_>) -> Answer {
    let (a, b) = (side(given, "a")?, side(given, "b")?);
    if a.n == 0 || b.n == 0 {
        return Ok(too_few("insight-ab-empty-side"));
    }
    let confidence = confidence(options)?;
    let percent = format!("{}", (confidence * 1e6).round() / 1e4);
    let result = ab::compare_proportions(a, b, confidence);
    let expected = options.number("expected")?.unwrap_or(0.02);
    let look = ab::always_valid(&[(a, b)], expected, 1.0 - confidence);
    let look = look
        .first()
        .map(|look| json!({"p": number(look.p), "interval": interval(look.interval)}));
    let members = [
        ("z_pooled".to_owned(), optional(result.z)),
        ("p_two_sided_z".to_owned(), optional(result.p)),
        ("fisher_p".to_owned(), number(result.fisher_p)),
        (
            "chi2_yates".to_owned(),
            optional(result.chi2_yates.map(|test| test.0)),
        ),
        (
            "chi2_yates_p".to_owned(),
            optional(result.chi2_yates.map(|test| test.1)),
        ),
        ("chi2".to_owned(), optional(result.chi2.map(|test| test.0))),
        (
            "chi2_p".to_owned(),
            optional(result.chi2.map(|test| test.1)),
        ),
        ("diff".to_owned(), number(result.difference)),
        (format!("newcombe{percent}"), interval(result.newcombe)),
        (
            format!("agresti_caffo{percent}"),
            interval(result.agresti_caffo),
        ),
        (format!("wilson{percent}_a"), interval(result.wilson.0)),
        (format!("wilson{percent}_b"), interval(result.wilson.1)),
        (
            format!("clopper{percent}_a"),
            interval(result.clopper_pearson.0),
        ),
        (
            format!("clopper{percent}_b"),
            interval(result.clopper_pearson.1),
        ),
        (
            "bayes_p_b_gt_a_uniform_prior".to_owned(),
            number(result.chance_b),
        ),
        ("always_valid".to_owned(), look.unwrap_or_default()),
    ];
    let mut answer = status(Status::Ok, None);
    answer.extend(members);
    Ok(answer)
}

fn means(given: &Members<'_>, options: &Options<'_>) -> Answer {
    let (a, b) = (given.numbers("a")?, given.numbers("b")?);
    let confidence = confidence(options)?;
    let (Some(means), Some(ranks)) = (
        ab::compare_means(&a, &b, confidence),
        ab::mann_whitney(&a, &b),
    ) else {
        return Ok(too_few("insight-ab-too-few-values"));
    };
    let percent = format!("{}", (confidence * 1e6).round() / 1e4);
    let mut answer = status(Status::Ok, None);
    answer.extend([
        ("t".to_owned(), number(means.t)),
        ("df".to_owned(), number(means.df)),
        ("p".to_owned(), number(means.p)),
        (
            format!("ci{percent}_mean_a_minus_b"),
            interval(means.interval),
        ),
        ("mannwhitney_U".to_owned(), number(ranks.u)),
        ("mannwhitney_p_asymptotic_cc".to_owned(), number(ranks.p)),
    ]);
    Ok(answer)
}

fn power(given: &Members<'_>, options: &Options<'_>) -> Answer {
    let or = |name: &str, otherwise: f64| {
        if given.has(name) {
            given.number(name)
        } else {
            Ok(otherwise)
        }
    };
    let alpha = or("alpha", 1.0 - confidence(options)?)?;
    let (p1, p2, power) = (given.number("p1")?, given.number("p2")?, or("power", 0.8)?);
    let inside = |value: f64| value > 0.0 && value < 1.0;
    if !(inside(alpha) && inside(power) && (0.0..=1.0).contains(&p1) && (0.0..=1.0).contains(&p2)) {
        return Err(CliError::Input(
            "\"p1\", \"p2\", \"alpha\" and \"power\" must lie between 0 and 1".into(),
        ));
    }
    let Some(size) = ab::sample_size(p1, p2, alpha, power) else {
        return Ok(status(
            Status::NotIdentifiable,
            Some(&Reason::new("insight-ab-equal-shares")),
        ));
    };
    let mut answer = status(Status::Ok, None);
    answer.insert("cohen_h".into(), number(size.cohen_h));
    answer.insert("n_per_arm_arcsine".into(), number(size.arcsine));
    answer.insert(
        "n_per_arm_normal_unpooled".into(),
        number(size.normal_unpooled),
    );
    Ok(answer)
}

fn looks(given: &Members<'_>, value: &Value, options: &Options<'_>) -> Answer {
    let list = value.get("looks").and_then(Value::as_array);
    let list = list.ok_or_else(|| CliError::Input("\"looks\" must be a list".into()))?;
    let sides = |look: &Value| Ok((side(&Members(look), "a")?, side(&Members(look), "b")?));
    let pairs: Vec<(Share, Share)> = list.iter().map(sides).collect::<Result<_, CliError>>()?;
    let expected = if given.has("expected") {
        given.number("expected")?
    } else {
        0.02
    };
    let confidence = confidence(options)?;
    let found = ab::always_valid(&pairs, expected, 1.0 - confidence);
    let Some(last) = found.last() else {
        return Ok(too_few("insight-ab-empty-side"));
    };
    let mut answer = status(Status::Ok, None);
    answer.insert("always_valid_p".into(), number(last.p));
    answer.insert("interval".into(), interval(last.interval));
    answer.insert("stop".into(), json!(last.stop));
    answer.insert(
        "p".into(),
        numbers(&found.iter().map(|look| look.p).collect::<Vec<_>>()),
    );
    if let Some((a, b)) = pairs.last() {
        answer.insert("newcombe".into(), interval(newcombe(*a, *b, confidence)));
    }
    Ok(answer)
}

/// Values and multiples of a customer, the uplift of a better retention, or the outcome of an action.
pub fn retention(input: &[u8], _options: &Options<'_>) -> Answer {
    let value = object(input)?;
    let given = Members(&value);
    let or = |name: &str, otherwise: f64| {
        if given.has(name) {
            given.number(name)
        } else {
            Ok(otherwise)
        }
    };
    let growth = or("growth", 0.0)?;
    if given.has("r0") {
        let economics = Economics {
            margin: or("margin", 1.0)?,
            retention: given.number("r0")?,
            discount: given.number("i")?,
            growth,
        };
        return Ok(refusing(
            economics.uplift(given.number("r1")?),
            |answer, uplift| {
                answer.insert("uplift".into(), number(uplift));
            },
        ));
    }
    let economics = Economics {
        margin: given.number("margin")?,
        retention: given.number("retention")?,
        discount: given.number("discount")?,
        growth,
    };
    let mut answer = refusing(economics.value_now(), |answer, now| {
        answer.insert("clv_infinite_first_margin_now".into(), number(now));
        answer.insert(
            "clv_infinite_first_margin_after_1".into(),
            optional(economics.value_after_one().ok()),
        );
        answer.insert(
            "margin_multiple".into(),
            optional(economics.margin_multiple().ok()),
        );
    });
    if let (Ok(five), Ok(ten)) = (economics.value_of(5), economics.value_of(10)) {
        answer.insert("clv_5_periods_first_now".into(), number(five));
        answer.insert("clv_10_after_cac50".into(), number(ten - 50.0));
        answer.insert(
            "expected_lifetime_periods".into(),
            optional(economics.lifetime().ok()),
        );
    }
    if given.has("treated") {
        answer.insert("action".into(), action(&given, &economics)?);
    }
    Ok(answer)
}

fn action(given: &Members<'_>, economics: &Economics) -> Result<Value, CliError> {
    let action = Action {
        treated: given.count("treated")?,
        retention_treated: given.number("retention_treated")?,
        retention_holdout: given.number("retention_holdout")?,
        cost: given.number("cost")?,
    };
    Ok(outcome(&action, economics).map_or(Value::Null, |outcome| {
        json!({
            "saved": number(outcome.saved),
            "worth": number(outcome.worth),
            "cost": number(outcome.cost),
            "break_even": number(outcome.break_even),
        })
    }))
}

/// The answer where there is one, else why not.
fn refusing(
    result: Result<f64, Refused>,
    fill: impl FnOnce(&mut Map<String, Value>, f64),
) -> Map<String, Value> {
    match result {
        Ok(value) => {
            let mut answer = status(Status::Ok, None);
            fill(&mut answer, value);
            answer
        }
        Err(refused) => status(Status::NotIdentifiable, Some(&refused.explain())),
    }
}
