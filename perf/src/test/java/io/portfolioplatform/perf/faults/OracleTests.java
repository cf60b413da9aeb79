package io.portfolioplatform.perf.faults;

import java.math.BigDecimal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Oracle}: the second person of all has bought 3 shares and then 4, of
 * which the purchase of the 4 need not be seen yet, and is about to delete the 3.
 */
class OracleTests {

	private final Findings findings = new Findings();

	private final Ledger ledger = new Ledger(() -> 0);

	private final Oracle oracle = new Oracle(1, this.ledger, new BigDecimal("35.60"), this.findings);

	OracleTests() {
		assertThat(this.oracle.begin()).isEqualTo(200_000);
		this.ledger.begin("1/a", 3);
		this.ledger.acknowledge(true);
		this.ledger.begin("1/b", 4);
		this.ledger.acknowledge(false);
		this.ledger.begin("1/a", 0);
	}

	@ParameterizedTest
	@CsvSource({ "200003,", "200007,", "200004,", "200000,old", "0,old", "200002,wrong", "200008,wrong", "200010,wrong",
			"100003,another's", "300007,another's", "200003.5,wrong" })
	void judgesOverviewsAndPerformances(BigDecimal shares, String finding) {
		this.oracle.overview("{\"topHoldings\": [{\"symbol\": \"MSFT\", \"quantity\": \"" + shares + "\"}]}",
				this.ledger.known());
		assertFound(finding);
		this.oracle.performance("{\"value\": {\"amount\": \"" + shares.multiply(new BigDecimal("35.60"))
				+ "\", \"currency\": \"USD\"}}", this.ledger.known());
		assertFound(finding);
	}

	@Test
	void judgesAnOverviewWithNothing() {
		this.oracle.overview("{\"topHoldings\": []}", this.ledger.known());
		assertFound("old");
	}

	@Test
	void judgesAPerformanceWithoutAValueOrWithPartOfAShare() {
		this.oracle.performance("{\"value\": {\"amount\": null, \"currency\": \"USD\"}}", this.ledger.known());
		assertFound("no value");
		this.oracle.performance("{\"value\": {\"amount\": \"7120106.81\", \"currency\": \"USD\"}}",
				this.ledger.known());
		assertThat(this.findings.take()).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', value = { "1/b 4, 1/a 3;", "1/b 4;", "1/a 3;old", "'';old", "1/b 4, 1/a 2;wrong",
			"1/b 4, 1/b 4;twice", "2/b 4;another's", "1/c 1, 1/b 4, 1/a 3;wrong" })
	void judgesActivities(String activities, String finding) {
		this.oracle.activities(page(activities, 200_000, "null"), this.ledger.acknowledged());
		assertFound(finding);
	}

	@Test
	void judgesWhatWasImportedAndAPageThatIsNotTheLast() {
		this.oracle.activities(page("1/b 4", 100_000, "null"), this.ledger.acknowledged());
		assertFound("another's");
		this.oracle.activities(page("1/b 4", 200_000, "\"more\""), this.ledger.acknowledged());
		assertThat(this.findings.take()).hasSize(1);
	}

	private void assertFound(String finding) {
		if (finding == null) {
			assertThat(this.findings.take()).isEmpty();
		}
		else {
			assertThat(this.findings.take()).singleElement()
				.asString()
				.startsWith("person 1 was shown")
				.contains(finding);
		}
	}

	private static String page(String activities, int imported, String next) {
		StringBuilder page = new StringBuilder("{\"activities\": [");
		for (String activity : activities.split(", ", -1)) {
			String[] words = activity.split(" ", -1);
			if (words.length > 1) {
				page.append("{\"comment\": \"" + words[0] + "\", \"quantity\": \"" + words[1] + "\"}, ");
			}
		}
		return page + "{\"comment\": null, \"quantity\": \"" + imported + "\"}], \"next\": " + next + "}";
	}

}
