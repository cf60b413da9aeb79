package io.portfolioplatform.app.metrics;

import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;

import io.portfolioplatform.app.performance.LifetimeFigures;
import io.portfolioplatform.app.user.UserId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Keeps the metrics of portfolios.
 */
@Repository
class StoredMetrics {

	private final JdbcClient jdbc;

	private final JdbcTemplate batch;

	private final JsonMapper json;

	StoredMetrics(JdbcClient jdbc, JdbcTemplate batch, JsonMapper json) {
		this.jdbc = jdbc;
		this.batch = batch;
		this.json = json;
	}

	void store(UserId user, Map<UUID, LifetimeFigures> figures) {
		this.batch.batchUpdate("""
				insert into portfolio_metrics (portfolio_id, user_id, computed_at, report)
				values (?, ?, now(), cast(? as jsonb))
				on conflict (portfolio_id) do update
				set computed_at = excluded.computed_at, report = excluded.report
				""",
				figures.entrySet()
					.stream()
					.map((computed) -> new Object[] { computed.getKey(), user.value(),
							this.json.writeValueAsString(computed.getValue()) })
					.toList());
	}

	PortfolioMetrics find(UserId user, UUID portfolio) {
		return this.jdbc.sql("""
				select computed_at, report, not exists (
					select from metrics_revision where user_id = :user and revision > computed) as current
				from portfolio
				left join portfolio_metrics on portfolio_metrics.portfolio_id = portfolio.id
				where portfolio.id = :portfolio and portfolio.user_id = :user
				""")
			.param("user", user.value())
			.param("portfolio", portfolio)
			.query((row, index) -> new PortfolioMetrics(row.getBoolean("current"),
					row.getObject("computed_at", OffsetDateTime.class), figures(row.getString("report"))))
			.single();
	}

	private @Nullable LifetimeFigures figures(@Nullable String report) {
		return (report != null) ? this.json.readValue(report, LifetimeFigures.class) : null;
	}

}
