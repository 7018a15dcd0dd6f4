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
    let found = ab::compare_proportions(a, b, confidence);
    let expected = options.number("expected")?.unwrap_or(0.02);
    let looks = ab::always_valid(&[(a, b)], expected, 1.0 - confidence);
    let look = |look: &ab::Look| json!({"p": number(look.p), "interval": interval(look.interval)});
    let mut answer = status(Status::Ok, None);
    let mut tell = |key: &str, value: Value| answer.insert(key.to_owned(), value);
    tell("z_pooled", optional(found.z));
    tell("p_two_sided_z", optional(found.p));
    tell("fisher_p", number(found.fisher_p));
    for (key, test) in [("chi2_yates", found.chi2_yates), ("chi2", found.chi2)] {
        tell(key, optional(test.map(|test| test.0)));
        tell(&format!("{key}_p"), optional(test.map(|test| test.1)));
    }
    tell("diff", number(found.difference));
    let percent = percent(confidence);
    for (key, ends) in [
        (format!("newcombe{percent}"), found.newcombe),
        (format!("agresti_caffo{percent}"), found.agresti_caffo),
        (format!("wilson{percent}_a"), found.wilson.0),
        (format!("wilson{percent}_b"), found.wilson.1),
        (format!("clopper{percent}_a"), found.clopper_pearson.0),
        (format!("clopper{percent}_b"), found.clopper_pearson.1),
    ] {
        tell(&key, interval(ends));
    }
    tell("bayes_p_b_gt_a_uniform_prior", number(found.chance_b));
    tell("always_valid", looks.first().map_or(Value::Null, look));
    Ok(answer)
}

/// A confidence as the keys name it: .95 is `95`.
fn percent(confidence: f64) -> String {
    format!("{}", (confidence * 1e6).round() / 1e4)
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
    let percent = percent(confidence);
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
    let alpha = given.number_or("alpha", 1.0 - confidence(options)?)?;
    let (p1, p2, power) = (
        given.number("p1")?,
        given.number("p2")?,
        given.number_or("power", 0.8)?,
    );
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
    let expected = given.number_or("expected", 0.02)?;
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
    let uplift = given.has("r0");
    let [retention, discount] = if uplift {
        ["r0", "i"]
    } else {
        ["retention", "discount"]
    };
    let economics = Economics {
        margin: if uplift { 1.0 } else { given.number("margin")? },
        retention: given.number(retention)?,
        discount: given.number(discount)?,
        growth: given.number_or("growth", 0.0)?,
    };
    if uplift {
        let uplift = economics.uplift(given.number("r1")?);
        return Ok(refusing(uplift, |uplift| vec![("uplift", number(uplift))]));
    }
    let mut answer = worth(&economics);
    if given.has("treated") {
        answer.insert("action".into(), action(&given, &economics)?);
    }
    Ok(answer)
}

/// Values for ever where the sum ends, and for five and ten periods where it does not.
fn worth(economics: &Economics) -> Map<String, Value> {
    let after = optional(economics.value_after_one().ok());
    let multiple = optional(economics.margin_multiple().ok());
    let mut answer = refusing(economics.value_now(), |now| {
        vec![
            ("clv_infinite_first_margin_now", number(now)),
            ("clv_infinite_first_margin_after_1", after),
            ("margin_multiple", multiple),
        ]
    });
    if let (Ok(five), Ok(ten)) = (economics.value_of(5), economics.value_of(10)) {
        let lifetime = optional(economics.lifetime().ok());
        answer.insert("clv_5_periods_first_now".into(), number(five));
        answer.insert("clv_10_after_cac50".into(), number(ten - 50.0));
        answer.insert("expected_lifetime_periods".into(), lifetime);
    }
    answer
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

/// The members where there is a value, else why not.
fn refusing(
    result: Result<f64, Refused>,
    members: impl FnOnce(f64) -> Vec<(&'static str, Value)>,
) -> Map<String, Value> {
    match result {
        Ok(value) => {
            let members = members(value).into_iter();
            let mut answer = status(Status::Ok, None);
            answer.extend(members.map(|(key, value)| (key.to_owned(), value)));
            answer
        }
        Err(refused) => status(Status::NotIdentifiable, Some(&refused.explain())),
    }
}
