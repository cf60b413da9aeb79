package io.portfolioplatform.app.overview;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

import io.portfolioplatform.app.IntegrationTest;
import io.portfolioplatform.app.Users;
import io.portfolioplatform.app.imports.ImportFile;
import io.portfolioplatform.app.imports.ImportService;
import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.cache.Memoizer;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Measures the overview of a user with many activities over ten years: 20,000 in the full
 * form of the test. It prints the times; what it holds is that they are of the same
 * overview.
 */
@IntegrationTest
class LargePortfolioTests {

	private static final boolean FULL = "full".equals(System.getenv("PORTFOLIO_TEST_SCALE"));

	private static final int ACTIVITIES = FULL ? 20_000 : 2_000;

	private static final int ROUNDS = FULL ? 20 : 5;

	private static final List<String> SYMBOLS = List.of("MSFT", "KO", "IBM", "AAPL", "GE", "HD", "JPM", "MCD", "PEP",
			"PG");

	@Autowired
	private ImportService imports;

	@Autowired
	private OverviewService overviews;

	@Autowired
	private Memoizer memoizer;

	private final UserId user = Users.fresh();

	@Test
	void isComputedOnceAndRemembered() {
		this.imports.importFile(this.user, file(), null);
		long start = System.nanoTime();
		Overview first = this.overviews.overview(this.user.value());
		double firstTime = (System.nanoTime() - start) / 1e6;
		double[] computed = new double[ROUNDS];
		double[] remembered = new double[ROUNDS];
		for (int round = 0; round < ROUNDS; round++) {
			this.memoizer.evict(Dashboards.class, "of", this.user.value());
			computed[round] = milliseconds(() -> this.overviews.overview(this.user.value()));
			remembered[round] = milliseconds(() -> this.overviews.overview(this.user.value()));
		}
		System.out.printf(
				"The overview of %,d activities over ten years (%s) takes %.2f ms the first time, then %s ms, remembered %s ms.%n",
				ACTIVITIES, FULL ? "full form" : "short form, the full one has 20,000", firstTime, spread(computed),
				spread(remembered));
		assertThat(first.netWorth().amount()).isPositive();
		assertThat(first.topHoldings()).hasSize(SYMBOLS.size());
		assertThat(this.overviews.overview(this.user.value())).isEqualTo(first);
	}

	private static ImportFile file() {
		StringBuilder rows = new StringBuilder(
				"date,type,symbol,quantity,unitPrice,currency,fee\n1998-01-02,deposit,,1,9999999,USD,0\n");
		for (int row = 1; row < ACTIVITIES; row++) {
			rows.append(LocalDate.of(1998, 1, 5).plusDays(row * 3640L / ACTIVITIES))
				.append((row % 3 == 2) ? ",sell," : ",buy,")
				.append(SYMBOLS.get(row / 3 % SYMBOLS.size()))
				.append(",2,")
				.append(20 + row % 30)
				.append(",USD,1\n");
		}
		return new ImportFile("many.csv", rows.toString().getBytes(StandardCharsets.UTF_8));
	}

	private static double milliseconds(Supplier<Overview> work) {
		long start = System.nanoTime();
		assertThat(work.get()).isNotNull();
		return (System.nanoTime() - start) / 1e6;
	}

	private static String spread(double[] times) {
		Arrays.sort(times);
		return "%.2f (%.2f to %.2f)".formatted(times[times.length / 2], times[0], times[times.length - 1]);
	}

}
