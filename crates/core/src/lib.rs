//! The words and rules of the business. Pure: no IO, no async, no clock.
