//! The worker: reactions to events, schedules, long work.
