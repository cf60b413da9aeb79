#!/usr/bin/env bash
# The role the application signs in as: it owns nothing, and row-level security binds it.
set -euo pipefail
[ -s /run/secrets/app_password ] || { echo "/run/secrets/app_password is missing or empty" >&2; exit 1; }
# Read by psql itself: arguments are for everybody to read.
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
\set password `cat /run/secrets/app_password`
create role portfolio_app login nosuperuser nobypassrls nocreatedb nocreaterole password :'password';
SQL
