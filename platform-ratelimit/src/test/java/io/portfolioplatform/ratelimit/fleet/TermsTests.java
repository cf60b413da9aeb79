package io.portfolioplatform.ratelimit.fleet;

import java.time.Duration;
import java.util.List;

import io.portfolioplatform.ratelimit.policy.BandwidthLimit;
import io.portfolioplatform.ratelimit.policy.Limits;
import io.portfolioplatform.ratelimit.policy.Refill;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TermsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "10 | PT1S | [[10,1000000,1,0]] | 500000",
					"1000000 | PT24H | [[1000000,864000000,100,0]] | 1000000", "3 | PT0.001S | [[3,1000,1,0]] | 500",
					"1000000000 | PT24H | [[1000000000,864000,100000,0]] | 1000000" })
	void countsInWholeNumbersThatADoubleHolds(long capacity, Duration period, String json, long halfLease) {
		Terms terms = Terms.of(new Limits("api", List.of(new BandwidthLimit(capacity, period, Refill.GREEDY))));
		assertThat(terms.bandwidths()).isEqualTo(json);
		assertThat(terms.halfLease()).isEqualTo(halfLease);
	}

}
