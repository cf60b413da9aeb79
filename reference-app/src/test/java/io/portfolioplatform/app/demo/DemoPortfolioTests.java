package io.portfolioplatform.app.demo;

import java.util.List;
import java.util.stream.IntStream;

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
	void everyUserHasAnotherOneAtEveryStart(@Autowired JdbcClient jdbc) {
		assertThat(DemoUsers.COUNT).isGreaterThanOrEqualTo(1000);
		List<String> exports = exports(jdbc);
		assertThat(exports).doesNotHaveDuplicates().hasSize(DemoUsers.COUNT).isEqualTo(exports(jdbc));
	}

	private static List<String> exports(JdbcClient jdbc) {
		PriceHistory prices = PriceHistory.load(jdbc);
		return IntStream.rangeClosed(1, DemoUsers.COUNT)
			.mapToObj((number) -> new DemoPortfolio(number, prices).export())
			.toList();
	}

}
