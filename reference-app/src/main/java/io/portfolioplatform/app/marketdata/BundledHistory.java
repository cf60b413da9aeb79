package io.portfolioplatform.app.marketdata;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Loads the bundled prices and rates as a repeatable migration: once per database and
 * again when a file changes, under the same lock as the schema, before the first request.
 */
@Component
class BundledHistory implements JavaMigration {

	private final HistoryFiles files = new HistoryFiles();

	@Override
	public @Nullable MigrationVersion getVersion() {
		return null;
	}

	@Override
	public String getDescription() {
		return "Bundled market history";
	}

	@Override
	public Integer getChecksum() {
		try {
			return this.files.checksum();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The bundled market history cannot be read", ex);
		}
	}

	@Override
	public boolean canExecuteInTransaction() {
		return true;
	}

	@Override
	public void migrate(Context context) throws Exception {
		StagedCopy copy = new StagedCopy(context.getConnection());
		HistoryRows rows = new HistoryRows(this.files);
		copy.load("symbol text, name text, currency text, asset_class text", rows::instruments, """
				insert into instrument (symbol, name, currency, asset_class)
				select symbol, name, currency, asset_class from staging
				on conflict (user_id, symbol) do update
				set name = excluded.name, currency = excluded.currency, asset_class = excluded.asset_class
				""");
		copy.load("symbol text, date date, close numeric", rows::prices, """
				insert into price (instrument_id, date, close)
				select instrument.id, staging.date, staging.close
				from staging join instrument on instrument.symbol = staging.symbol and instrument.user_id is null
				on conflict (instrument_id, date) do update set close = excluded.close
				""");
		copy.load("currency text, date date, per_euro numeric", rows::rates, """
				insert into fx_rate (currency, date, per_euro)
				select currency, date, per_euro from staging
				on conflict (currency, date) do update set per_euro = excluded.per_euro
				""");
	}

}
