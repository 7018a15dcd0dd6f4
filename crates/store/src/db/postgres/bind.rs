//! Values on their way into PostgreSQL, converted to the type the prepared statement asks for. A
//! value that does not fit is refused before anything is sent.

use std::error::Error;
use std::fmt;

use chrono::{DateTime, NaiveDate, Utc};
use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};

use super::super::Value;
use super::numeric;

/// 2000-01-01T00:00:00Z, where PostgreSQL counts from, in microseconds since 1970.
pub(super) const EPOCH_MICROS: i64 = 946_684_800_000_000;

#[derive(Debug)]
pub(super) struct Bound<'a>(pub(super) &'a Value);

/// A value and a parameter type that do not go together.
#[derive(Debug)]
pub(super) struct Mismatch {
    value: &'static str,
    wanted: String,
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} where the statement wants {}",
            self.value, self.wanted
        )
    }
}

impl Error for Mismatch {}

type Written = Result<IsNull, Box<dyn Error + Sync + Send>>;

impl ToSql for Bound<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Written {
        match (self.0, ty) {
            (Value::Null, _) => Ok(IsNull::Yes),
            (Value::Bool(value), &Type::BOOL) => value.to_sql(ty, out),
            (Value::Int(value), _) => int(*value, ty, out),
            (Value::Float(value), &Type::FLOAT8) => value.to_sql(ty, out),
            (Value::Text(value), _) if is_text(ty) => value.to_sql(ty, out),
            (Value::Uuid(value), &Type::UUID) => value.to_sql(ty, out),
            (Value::Instant(value), &Type::TIMESTAMPTZ) => instant(*value, out),
            (Value::Day(value), &Type::DATE) => NaiveDate::to_sql(value, ty, out),
            (Value::Json(value), &Type::JSON | &Type::JSONB) => value.to_sql(ty, out),
            (Value::Json(value), _) if is_text(ty) => value.to_string().to_sql(ty, out),
            (Value::Bytes(value), &Type::BYTEA) => value.to_sql(ty, out),
            (value, _) => mismatch(value, ty),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

fn int(value: i64, ty: &Type, out: &mut BytesMut) -> Written {
    let refused = |_| mismatch_error(&Value::Int(value), ty);
    match *ty {
        Type::INT8 => value.to_sql(ty, out),
        Type::INT4 => i32::try_from(value).map_err(refused)?.to_sql(ty, out),
        Type::INT2 => i16::try_from(value).map_err(refused)?.to_sql(ty, out),
        Type::NUMERIC => {
            numeric::write_integer(value, out);
            Ok(IsNull::No)
        }
        _ => mismatch(&Value::Int(value), ty),
    }
}

/// Cut to the microsecond before, as SQLite stores it.
fn instant(value: DateTime<Utc>, out: &mut BytesMut) -> Written {
    (value.timestamp_micros() - EPOCH_MICROS).to_sql(&Type::INT8, out)
}

fn is_text(ty: &Type) -> bool {
    matches!(
        *ty,
        Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME | Type::UNKNOWN
    )
}

fn mismatch(value: &Value, ty: &Type) -> Written {
    Err(mismatch_error(value, ty))
}

fn mismatch_error(value: &Value, ty: &Type) -> Box<dyn Error + Sync + Send> {
    Box::new(Mismatch {
        value: value.kind(),
        wanted: ty.to_string(),
    })
}
