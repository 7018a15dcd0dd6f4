//! The one ordered list of schema changes and what is known of their application. Forward only.

pub mod runner;
pub mod tables;

/// One step of the schema: SQL for both databases, see `dialect::render` for the type words,
/// `-- only:` sections and `-- tenant:` lines it may use. Never edit one that was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Migration {
    /// Position in the plan: 1, 2, 3 … without gaps.
    pub version: i64,
    pub name: &'static str,
    pub sql: &'static str,
}

/// What `Db::migrate` did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MigrationReport {
    /// The steps applied now, in order; empty when the schema was current.
    pub applied: Vec<Migration>,
    /// The copy made before, if one was.
    pub backup: Option<std::path::PathBuf>,
}

/// The product's schema.
pub const PLAN: &[Migration] = &[
    Migration {
        version: 1,
        name: "workspaces",
        sql: include_str!("sql/0001_workspaces.sql"),
    },
    Migration {
        version: 2,
        name: "parties",
        sql: include_str!("sql/0002_parties.sql"),
    },
    Migration {
        version: 3,
        name: "episodes",
        sql: include_str!("sql/0003_episodes.sql"),
    },
    Migration {
        version: 4,
        name: "events",
        sql: include_str!("sql/0004_events.sql"),
    },
    Migration {
        version: 5,
        name: "models",
        sql: include_str!("sql/0005_models.sql"),
    },
    Migration {
        version: 6,
        name: "fields",
        sql: include_str!("sql/0006_fields.sql"),
    },
    Migration {
        version: 7,
        name: "duplicates",
        sql: include_str!("sql/0007_duplicates.sql"),
    },
    Migration {
        version: 8,
        name: "promises",
        sql: include_str!("sql/0008_promises.sql"),
    },
    Migration {
        version: 9,
        name: "consent",
        sql: include_str!("sql/0009_consent.sql"),
    },
    Migration {
        version: 10,
        name: "imports",
        sql: include_str!("sql/0010_imports.sql"),
    },
    Migration {
        version: 11,
        name: "expected_orders",
        sql: include_str!("sql/0011_expected_orders.sql"),
    },
    Migration {
        version: 12,
        name: "mappings",
        sql: include_str!("sql/0012_mappings.sql"),
    },
    Migration {
        version: 13,
        name: "facts",
        sql: include_str!("sql/0013_facts.sql"),
    },
    Migration {
        version: 14,
        name: "projects",
        sql: include_str!("sql/0014_projects.sql"),
    },
    Migration {
        version: 15,
        name: "benefits",
        sql: include_str!("sql/0015_benefits.sql"),
    },
    Migration {
        version: 16,
        name: "portal",
        sql: include_str!("sql/0016_portal.sql"),
    },
    Migration {
        version: 17,
        name: "care",
        sql: include_str!("sql/0017_care.sql"),
    },
    Migration {
        version: 18,
        name: "views",
        sql: include_str!("sql/0018_views.sql"),
    },
    Migration {
        version: 19,
        name: "quality",
        sql: include_str!("sql/0019_quality.sql"),
    },
    Migration {
        version: 20,
        name: "texts",
        sql: include_str!("sql/0020_texts.sql"),
    },
    Migration {
        version: 21,
        name: "kept_days",
        sql: include_str!("sql/0021_kept_days.sql"),
    },
    Migration {
        version: 22,
        name: "drafts",
        sql: include_str!("sql/0022_drafts.sql"),
    },
    Migration {
        version: 23,
        name: "scores",
        sql: include_str!("sql/0023_scores.sql"),
    },
    Migration {
        version: 24,
        name: "carried_files",
        sql: include_str!("sql/0024_carried_files.sql"),
    },
    Migration {
        version: 25,
        name: "payments",
        sql: include_str!("sql/0025_payments.sql"),
    },
    Migration {
        version: 26,
        name: "touched",
        sql: include_str!("sql/0026_touched.sql"),
    },
    Migration {
        version: 27,
        name: "speed",
        sql: include_str!("sql/0027_speed.sql"),
    },
    Migration {
        version: 28,
        name: "words",
        sql: include_str!("sql/0028_words.sql"),
    },
    Migration {
        version: 29,
        name: "steering",
        sql: include_str!("sql/0029_steering.sql"),
    },
    Migration {
        version: 30,
        name: "rollups",
        sql: include_str!("sql/0030_rollups.sql"),
    },
    Migration {
        version: 31,
        name: "record_merges",
        sql: include_str!("sql/0031_record_merges.sql"),
    },
    Migration {
        version: 32,
        name: "credit",
        sql: include_str!("sql/0032_credit.sql"),
    },
    Migration {
        version: 33,
        name: "newest",
        sql: include_str!("sql/0033_newest.sql"),
    },
];
