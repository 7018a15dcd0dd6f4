//! The command line as docs/operations.md has it. Names here are promises to scripts.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// What is read from the environment alone, so that it never stands in a list of processes.
const AFTER_HELP: &str = "Environment:
  QUEN_SECRET_KEY  The key that seals secrets, 64 hexadecimal digits; default the file secret.key in the data directory
  RUST_LOG         What is logged, for instance warn or quen=debug; default warn,quen=info";

/// Quen, the CRM that remembers.
#[derive(Debug, Parser)]
#[command(name = "quen", version, about, after_help = AFTER_HELP)]
pub struct Cli {
    /// What all commands know.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What all commands know.
#[derive(Debug, Clone, Args)]
pub struct Global {
    /// sqlite:PATH (made when absent) or postgres://…; default sqlite:DATA_DIR/quen.db
    #[arg(long, env = "QUEN_DATABASE_URL", hide_env_values = true, global = true)]
    pub database_url: Option<String>,
    /// Directory of files, the key and the database
    #[arg(
        long,
        env = "QUEN_DATA_DIR",
        default_value = "./quen-data",
        global = true
    )]
    pub data_dir: PathBuf,
    /// Workspace; default the only or first one
    #[arg(long, global = true)]
    pub workspace: Option<String>,
    /// Act as this colleague; default the workspace's first owner
    #[arg(long = "as", global = true)]
    pub as_email: Option<String>,
    /// Machine-readable output
    #[arg(long, global = true)]
    pub json: bool,
    /// How logs look on stderr
    #[arg(long, env = "QUEN_LOG_FORMAT", default_value = "text", global = true)]
    pub log_format: LogFormat,
    /// Address that links in mails begin with, for instance https://quen.example.vn
    #[arg(long, env = "QUEN_PUBLIC_URL", global = true)]
    pub public_url: Option<String>,
    /// Workspaces may reach machines beside the server, for instance a language model on the same network
    #[arg(long, env = "QUEN_PRIVATE_ADDRESSES", global = true)]
    pub private_addresses: bool,
    /// Whoever shows this token may read /metrics from another machine
    #[arg(
        long,
        env = "QUEN_METRICS_TOKEN",
        hide_env_values = true,
        global = true
    )]
    pub metrics_token: Option<String>,
}

/// How logs look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Migrates, serves, and works the jobs
    Serve(Serve),
    /// Works the jobs, without serving
    Worker,
    /// Serves with a demo business in a fresh data directory
    Demo(Serve),
    /// Shows or applies schema changes
    Migrate {
        /// Only print what would be done
        #[arg(long)]
        check: bool,
    },
    /// Writes everything but the key to a new archive, while others work
    Backup {
        /// For instance quen-2026-11-21.tar.gz
        file: PathBuf,
    },
    /// Puts a backup in the place of what is there; nobody else may be working on it
    Restore {
        /// An archive made by `quen backup`
        file: PathBuf,
        /// Give up what the database holds now
        #[arg(long)]
        replace: bool,
    },
    /// Writes records to a file, or a whole workspace to a directory
    Export(Export),
    /// Reads a file in, a whole workspace from a directory, or undoes an import
    Import(Import),
    /// Workspaces
    #[command(subcommand)]
    Workspace(Workspace),
    /// Colleagues
    #[command(subcommand)]
    User(User),
    /// API tokens
    #[command(subcommand)]
    Token(Token),
    /// Any act by its name, JSON in and out
    Do {
        /// For instance parties.create
        act: String,
        /// A JSON object
        #[arg(default_value = "{}")]
        input: String,
    },
    /// Prints the OpenAPI 3.1 document
    Openapi,
    /// Vietnamese rules as a tool: JSON lines in, JSON lines out
    Locale {
        /// For instance names.parse
        section: String,
    },
    /// Reads the text of one file from standard input; the server starts it for uploads
    #[command(hide = true)]
    ReadText {
        /// Ending of the file's name, for instance pdf
        ending: String,
    },
    /// A method of customer-base analysis on a plain file
    Insight {
        /// For instance bgnbd
        method: String,
        /// The file
        #[arg(long)]
        input: PathBuf,
        /// A JSON object
        #[arg(long, default_value = "{}")]
        options: String,
    },
}

/// Where and how to serve.
#[derive(Debug, Clone, Args)]
pub struct Serve {
    /// Address to listen on
    #[arg(long, env = "QUEN_ADDR", default_value = "127.0.0.1:7836")]
    pub addr: SocketAddr,
    /// Leave the jobs to `quen worker`
    #[arg(long)]
    pub no_worker: bool,
    /// Cookies travel over TLS only; set it behind https
    #[arg(long, env = "QUEN_SECURE_COOKIES")]
    pub secure_cookies: bool,
}

/// Workspaces.
#[derive(Debug, Subcommand)]
pub enum Workspace {
    /// Makes one
    Create {
        /// Short name
        #[arg(long)]
        slug: String,
        /// Name of the business
        #[arg(long)]
        name: String,
    },
    /// Lists them
    List,
}

/// Colleagues.
#[derive(Debug, Subcommand)]
pub enum User {
    /// Makes a colleague
    Create {
        /// Mail address
        #[arg(long)]
        email: String,
        /// Name
        #[arg(long)]
        name: String,
        /// owner, admin, manager, member or viewer
        #[arg(long)]
        role: String,
        /// Read the password from standard input
        #[arg(long)]
        password_stdin: bool,
    },
    /// Sets a password, or prints a one-time link to set one
    Password {
        /// Mail address
        #[arg(long)]
        email: String,
        /// Read the password from standard input
        #[arg(long)]
        password_stdin: bool,
    },
}

/// API tokens.
#[derive(Debug, Subcommand)]
pub enum Token {
    /// Makes one and prints it once, alone on stdout
    Create {
        /// Whose
        #[arg(long)]
        email: String,
        /// What it is for
        #[arg(long)]
        name: String,
        /// read, write, admin, separated by commas
        #[arg(long, default_value = "read,write")]
        scopes: String,
    },
}

/// What to read in and how.
#[derive(Debug, Clone, Args)]
pub struct Import {
    /// any kind of record: parties, orders, promises, one that the workspace made, …; workspace; or undo
    pub kind: String,
    /// The CSV, TSV or XLSX file; the directory of a workspace; with undo the id of the import
    pub file: PathBuf,
    /// A JSON file {"Header":"field"} for headings that are not recognised; null leaves a column out
    #[arg(long)]
    pub map: Option<PathBuf>,
    /// Keys by which parties are found again
    #[arg(
        long = "match",
        value_delimiter = ',',
        default_value = "phone,email,code,tax_code"
    )]
    pub match_on: Vec<String>,
    /// What becomes of what is there already: update, skip or create
    #[arg(long, default_value = "update")]
    pub on_match: String,
    /// Only count what would happen
    #[arg(long)]
    pub dry_run: bool,
    /// Undo also what somebody has changed since
    #[arg(long)]
    pub force: bool,
}

/// What to write and where.
#[derive(Debug, Clone, Args)]
pub struct Export {
    /// any kind of record: parties, orders, promises, one that the workspace made, …; or workspace
    pub kind: String,
    /// csv, xlsx or jsonl; default by the ending of the output file, else csv
    #[arg(long)]
    pub format: Option<String>,
    /// File, default standard output; directory for a workspace
    #[arg(long)]
    pub output: Option<PathBuf>,
}
