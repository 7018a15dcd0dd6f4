//! One function for each act of the business, behind the gate.
