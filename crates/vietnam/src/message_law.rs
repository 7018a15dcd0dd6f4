//! Law about messages and people's data, as functions: may this advert go out now, which label does it need,
//! by when must a request, complaint or breach be answered. Every number is a row of a dated table; where a
//! table or a fact is missing the answer is no. Not legal advice.

mod ad_gate;
mod clocks;
mod label;
pub mod tables;
mod verdict;

pub use ad_gate::{AdRequest, Channel, Kind, ad_gate};
pub use clocks::{
    Breach, ComplaintClocks, DataSubjectClocks, breach_deadline, complaint_clocks,
    data_subject_clocks,
};
pub use label::{BrandnameError, check_brandname, label};
pub use tables::legal_value;
pub use verdict::{Denial, Verdict};
