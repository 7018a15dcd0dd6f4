//! The outside world: clock, randomness, mail, files. Each an enum of a real and an in-memory kind.
