//! The door frame: session, token, CSRF, errors, tracing.
