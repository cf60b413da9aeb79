package io.portfolioplatform.app.imports;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.portfolioplatform.app.user.UserId;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Finds the instruments a file speaks of, and creates those that are not there: traded
 * ones for everyone, with nothing but their symbol; those kept by hand for their owner.
 */
@Repository
class ImportInstruments {

	private final JdbcClient jdbc;

	private final JdbcTemplate batch;

	private final Clock clock;

	ImportInstruments(JdbcClient jdbc, JdbcTemplate batch, Clock clock) {
		this.jdbc = jdbc;
		this.batch = batch;
		this.clock = clock;
	}

	InstrumentIds require(UserId user, ParsedImport parsed) {
		// Sorted, so that two imports that create the same symbols never wait for each
		// other in a circle.
		SortedSet<InstrumentKey> keys = parsed.activities()
			.stream()
			.map(ParsedActivity::instrument)
			.filter(Objects::nonNull)
			.collect(Collectors.toCollection(TreeSet::new));
		InstrumentIds known = find(user, keys);
		List<InstrumentKey> missing = keys.stream().filter((key) -> !known.contains(key)).toList();
		if (missing.isEmpty()) {
			return known;
		}
		create(user, missing, parsed.instruments());
		return find(user, keys);
	}

	private void create(UserId user, List<InstrumentKey> keys, List<ParsedInstrument> described) {
		Map<String, ParsedInstrument> bySymbol = described.stream()
			.collect(Collectors.toMap(ParsedInstrument::symbol, Function.identity(), (first, second) -> first));
		List<Object[]> rows = keys.stream().map((key) -> {
			ParsedInstrument manual = key.manual() ? bySymbol.get(key.symbol()) : null;
			return new Object[] { key.manual() ? user.value() : null, key.symbol(),
					(manual != null) ? manual.name() : key.symbol(), (manual != null) ? manual.assetClass() : null };
		}).toList();
		this.batch.batchUpdate("""
				insert into instrument (user_id, symbol, name, asset_class) values (?, ?, ?, ?)
				on conflict (user_id, symbol) do nothing
				""", rows);
	}

	private InstrumentIds find(UserId user, SortedSet<InstrumentKey> keys) {
		InstrumentIds ids = new InstrumentIds();
		RowCallbackHandler adder = (row) -> ids.add(
				new InstrumentKey(row.getString("symbol"), row.getBoolean("manual")), row.getLong("id"),
				row.getBoolean("priced"), row.getString("currency"));
		this.jdbc.sql("""
				select id, symbol, user_id is not null as manual, currency,
					exists (select from price where instrument_id = instrument.id and date <= :day) as priced
				from instrument
				where symbol = any(:symbols) and (user_id is null or user_id = :user)
				""")
			.param("day", LocalDate.now(this.clock))
			.param("symbols", keys.stream().map(InstrumentKey::symbol).distinct().toArray(String[]::new))
			.param("user", user.value())
			.query(adder);
		return ids;
	}

}
