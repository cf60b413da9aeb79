package io.portfolioplatform.app.demo;

import io.portfolioplatform.app.IntegrationTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DemoPortfolio}.
 */
@IntegrationTest
class DemoPortfolioTests {

	@Test
	void isTheSameAtEveryStart(@Autowired JdbcClient jdbc) {
		PriceHistory prices = PriceHistory.load(jdbc);
		assertThat(new DemoPortfolio(7, prices).export()).isEqualTo(new DemoPortfolio(7, prices).export())
			.isNotEqualTo(new DemoPortfolio(8, prices).export());
	}

}
