//! The story of the database room, told on SQLite and, when `QUEN_TEST_POSTGRES` names a server
//! (see `scripts/with-postgres.sh`), on PostgreSQL. Each test owns its database.

#[cfg(test)]
mod crash;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod support;
#[cfg(test)]
mod tenants;
#[cfg(test)]
mod values;
#[cfg(test)]
mod waiting;
#[cfg(test)]
mod writers;
