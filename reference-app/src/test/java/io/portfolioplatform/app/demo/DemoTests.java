package io.portfolioplatform.app.demo;

import io.portfolioplatform.app.ReferenceApplication;
import io.portfolioplatform.app.database.OwnerJdbc;
import io.portfolioplatform.app.overview.Overview;
import io.portfolioplatform.app.overview.OverviewService;
import io.portfolioplatform.app.overview.Reason;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the demo as a whole.
 */
class DemoTests {

	@Test
	void startsWithAThousandDifferentPortfolios() {
		try (ConfigurableApplicationContext demo = SpringApplication.from(ReferenceApplication::main)
			.with(DemoConfiguration.class)
			.withAdditionalProfiles("demo")
			.run("--server.port=0", "--management.server.port=0")
			.getApplicationContext()) {
			assertThat(demo.getBean(OwnerJdbc.class)
				.sql("""
						select count(distinct trades) from (
							select array_agg((instrument_id, type, date, quantity, unit_price) order by date, id)::text as trades
							from activity group by user_id) as portfolio
						""")
				.query(Integer.class)
				.single()).isEqualTo(DemoUsers.COUNT);
			OverviewService overviews = demo.getBean(OverviewService.class);
			Overview first = overviews.overview(DemoUsers.user(1).value());
			assertThat(first.gain().amount()).isPositive();
			assertThat(first.cash().amount()).isPositive();
			assertThat(first.warnings()).extracting(Reason::code).containsExactly("NO_PRICE");
			assertThat(overviews.overview(DemoUsers.user(2).value()).netWorth()).isNotEqualTo(first.netWorth());
		}
	}

}
