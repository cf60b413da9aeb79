package io.portfolioplatform.app.overview;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import io.portfolioplatform.app.marketdata.PriceAge;
import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.app.user.UserSettings;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Asks the database for everything the overview needs, in one statement.
 */
@Repository
class OverviewRepository {

	private final JdbcClient jdbc;

	private final String sql;

	OverviewRepository(JdbcClient jdbc) {
		this.jdbc = jdbc;
		this.sql = read("overview.sql");
	}

	private static String read(String name) {
		try {
			return new ClassPathResource(name, OverviewRepository.class).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	OverviewData find(UserId user, LocalDate day) {
		return this.jdbc.sql(this.sql)
			.param("user", user.value())
			.param("day", day)
			.param("freshDays", PriceAge.FRESH_DAYS)
			.param("defaultCurrency", UserSettings.DEFAULT_BASE_CURRENCY)
			.query((rows) -> {
				rows.next();
				Totals totals = totals(rows);
				return data(day, totals, rows);
			});
	}

	private static Totals totals(ResultSet row) throws SQLException {
		return new Totals(row.getString("base"), row.getBoolean("cash_known"), texts(row, "untracked"),
				row.getBigDecimal("invested"), row.getBigDecimal("liabilities"), row.getBigDecimal("dividends"),
				row.getBigDecimal("fees"), row.getObject("first_activity", LocalDate.class), row.getLong("future"),
				texts(row, "currencies_without_rate"));
	}

	private static OverviewData data(LocalDate day, Totals totals, ResultSet rows) throws SQLException {
		List<Asset> assets = new ArrayList<>();
		List<Place> places = new ArrayList<>();
		do {
			String kind = rows.getString("kind");
			if ("ACCOUNT".equals(kind)) {
				places.add(place(rows));
			}
			else if (kind != null) {
				assets.add(asset(rows));
			}
		}
		while (rows.next());
		return new OverviewData(day, totals, List.copyOf(assets), List.copyOf(places));
	}

	private static Asset asset(ResultSet row) throws SQLException {
		return new Asset(Asset.Kind.valueOf(row.getString("kind")), row.getString("symbol"), row.getString("name"),
				row.getString("asset_class"), row.getBigDecimal("quantity"), row.getBigDecimal("price"),
				row.getString("currency"), row.getObject("price_date", LocalDate.class), row.getBoolean("manual"),
				row.getBigDecimal("value"), row.getBigDecimal("paid"),
				row.getObject("fetched_at", OffsetDateTime.class));
	}

	private static Place place(ResultSet row) throws SQLException {
		return new Place(row.getObject("account_id", UUID.class), row.getObject("portfolio_id", UUID.class),
				row.getString("name"), row.getString("currency"), row.getBoolean("tracked"),
				row.getBigDecimal("quantity"), row.getBoolean("recorded"), row.getBoolean("unpriced"),
				row.getBigDecimal("value"));
	}

	private static List<String> texts(ResultSet row, String column) throws SQLException {
		return Arrays.stream((Object[]) row.getArray(column).getArray()).map(Object::toString).toList();
	}

}
