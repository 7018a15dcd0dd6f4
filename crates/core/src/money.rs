//! Money as integer minor units and a currency. Never a float.

use serde::{Deserialize, Serialize};

/// An ISO 4217 code. VND and JPY have no minor unit, the others here have two digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "UPPERCASE")]
pub enum Currency {
    /// Vietnamese đồng.
    #[default]
    Vnd,
    /// United States dollar.
    Usd,
    /// Euro.
    Eur,
    /// Japanese yen.
    Jpy,
    /// Singapore dollar.
    Sgd,
    /// Australian dollar.
    Aud,
}

impl Currency {
    /// The currencies a workspace can choose.
    pub const ALL: [Self; 6] = [
        Self::Vnd,
        Self::Usd,
        Self::Eur,
        Self::Jpy,
        Self::Sgd,
        Self::Aud,
    ];

    /// ISO 4217 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Vnd => "VND",
            Self::Usd => "USD",
            Self::Eur => "EUR",
            Self::Jpy => "JPY",
            Self::Sgd => "SGD",
            Self::Aud => "AUD",
        }
    }

    /// The currency with this code, in any case.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|c| c.code().eq_ignore_ascii_case(code.trim()))
    }

    /// Digits of the minor unit.
    pub fn digits(self) -> u32 {
        match self {
            Self::Vnd | Self::Jpy => 0,
            _ => 2,
        }
    }
}

/// An amount in minor units. JSON: `{"amount": 1500000, "currency": "VND"}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Money {
    /// Minor units (đồng for VND, cents for USD).
    pub amount: i64,
    /// The currency.
    #[serde(default)]
    pub currency: Currency,
}

impl Money {
    /// So many minor units.
    pub fn new(amount: i64, currency: Currency) -> Self {
        Self { amount, currency }
    }
}
