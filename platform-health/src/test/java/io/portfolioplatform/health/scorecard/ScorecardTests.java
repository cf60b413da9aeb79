package io.portfolioplatform.health.scorecard;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import io.portfolioplatform.health.scorecard.Quantity.Part;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScorecardTests {

	private final Map<Quantity, Double> counts = new HashMap<>();

	private final Map<Quantity, Double> levels = new HashMap<>();

	private long now;

	private final Scorecard scorecard = new Scorecard(
			() -> new Totals(this.now, Map.copyOf(this.counts), Map.copyOf(this.levels)),
			new Objectives(Duration.ofMinutes(5), 20, Duration.ofMillis(500), Duration.ofSeconds(2), 50,
					Map.of(Metric.LEASE_AGE, new Threshold(15, 30), Metric.POD_DEMAND, new Threshold(0.8, 1),
							Metric.ERRORS, new Threshold(0.01, 0.05), Metric.CACHE_HITS, new Threshold(0.8, 0.5),
							Metric.POOL_USE, new Threshold(0.8, 0.9), Metric.SLOW_REQUESTS,
							new Threshold(0.05, 0.05))));

	@Test
	void passesWithinTheObjective() {
		step();
		count(Metric.ERRORS, 1, 100);
		Score score = only();
		assertThat(score.verdict()).isEqualTo(Verdict.PASS);
		assertThat(score.value()).isEqualTo(0.01);
		assertThat(score.advice()).isEmpty();
		assertThat(this.scorecard.report().verdict()).isEqualTo(Verdict.PASS);
	}

	@Test
	void failsBeyondTheObjectiveAndAlertsFurtherOut() {
		step();
		count(Metric.ERRORS, 2, 100);
		assertThat(only().verdict()).isEqualTo(Verdict.FAIL);
		assertThat(only().alerting()).isFalse();
		assertThat(only().advice()).contains("exception");
		count(Metric.ERRORS, 8, 60);
		assertThat(only().alerting()).isTrue();
		assertThat(this.scorecard.report().verdict()).isEqualTo(Verdict.FAIL);
	}

	@Test
	void moreIsBetterForCaches() {
		step();
		count(Metric.CACHE_HITS, 90, 100);
		assertThat(only().verdict()).isEqualTo(Verdict.PASS);
		count(Metric.CACHE_HITS, 0, 50);
		assertThat(only().verdict()).isEqualTo(Verdict.FAIL);
		assertThat(only().alerting()).isFalse();
		count(Metric.CACHE_HITS, 0, 50);
		assertThat(only().alerting()).isTrue();
	}

	@Test
	void isUnknownWithTooLittleTraffic() {
		step();
		count(Metric.ERRORS, 19, 19);
		assertThat(only().verdict()).isEqualTo(Verdict.UNKNOWN);
		assertThat(only().value()).isNull();
		assertThat(this.scorecard.report().verdict()).isEqualTo(Verdict.UNKNOWN);
	}

	@Test
	void forgetsWhatWasBeforeTheWindow() {
		count(Metric.ERRORS, 500, 500);
		for (int step = 0; step < 40; step++) {
			step();
			count(Metric.ERRORS, 0, 10);
		}
		assertThat(only().value()).isZero();
	}

	@Test
	void latencyAlertsAtItsOwnDuration() {
		step();
		count(Metric.SLOW_REQUESTS, 20, 100);
		assertThat(only().verdict()).isEqualTo(Verdict.FAIL);
		assertThat(only().alerting()).isFalse();
		this.counts.merge(new Quantity(Metric.SLOW_REQUESTS, "", Part.FAR), 6.0, Double::sum);
		assertThat(only().alerting()).isTrue();
	}

	@Test
	void levelsAreAveragedAndCompared() {
		for (int step = 0; step < 10; step++) {
			this.levels.put(new Quantity(Metric.POOL_USE, "main", Part.ALL), (step < 5) ? 0.5 : 1.0);
			step();
		}
		assertThat(only().value()).isBetween(0.7, 0.8);
		assertThat(only().trend()).isEqualTo(Trend.RISING);
		assertThat(only().subject()).isEqualTo("main");
	}

	@Test
	void comparesLivePodsWithWhatRequestsNeed() {
		count(Metric.POD_DEMAND, 0, 0);
		step();
		count(Metric.POD_DEMAND, 54, 60);
		assertThat(only().verdict()).isEqualTo(Verdict.FAIL);
		assertThat(only().subject()).isEqualTo("this process");
		this.levels.put(new Quantity(Metric.POD_DEMAND, "", Part.SHARED_BY), Double.NaN);
		assertThat(only().subject()).as("while the pool does not know").isEqualTo("this process");
		this.levels.put(new Quantity(Metric.POD_DEMAND, "", Part.SHARED_BY), 5.0);
		assertThat(only().subject()).isEqualTo("5 live, 4.5 needed");
		assertThat(only().alerting()).isFalse();
		assertThat(this.scorecard.report().text()).contains("pod demand", "90.0% (objective 80.0%, alert 100.0%");
		assertThat(only().advice()).contains("Add processes");
	}

	@Test
	void judgesTheAgeOfALeaseInSeconds() {
		this.levels.put(new Quantity(Metric.LEASE_AGE, "main", Part.ALL), 31.0);
		step();
		assertThat(only().verdict()).isEqualTo(Verdict.FAIL);
		assertThat(only().alerting()).isTrue();
		assertThat(this.scorecard.report().text()).contains("31.0 s (objective 15.0 s, alert 30.0 s");
	}

	@Test
	void aMomentWithoutAValueHidesNoneOfTheOthers() {
		for (double age : new double[] { Double.NaN, 3, 5 }) {
			this.levels.put(new Quantity(Metric.LEASE_AGE, "", Part.ALL), age);
			step();
		}
		this.levels.put(new Quantity(Metric.LEASE_AGE, "", Part.ALL), Double.NaN);
		assertThat(only().value()).isEqualTo(4);
		assertThat(only().verdict()).isEqualTo(Verdict.PASS);
	}

	@Test
	void thePageHoldsEveryLineAndNothingOfASubjectIsMarkup() {
		this.levels.put(new Quantity(Metric.LEASE_AGE, "<b>\"&", Part.ALL), 31.0);
		step();
		assertThat(ReportPage.html(this.scorecard.report())).startsWith("<!doctype html>")
			.contains("<h1 class=\"FAIL\">FAIL</h1>", "lease age", "&lt;b&gt;&quot;&amp;", "31.0 s", "15.0 s", "30.0 s",
					"Is it reachable".toLowerCase(Locale.ROOT))
			.doesNotContain("<script", "src=", "href=", "<b>");
	}

	@Test
	void sharesAreComparedBetweenTheHalves() {
		for (int step = 0; step < 10; step++) {
			step();
			count(Metric.ERRORS, (step < 5) ? 10 : 1, 100);
		}
		assertThat(only().trend()).isEqualTo(Trend.FALLING);
	}

	@Test
	void textHoldsNumberThresholdTrendAndAdvice() {
		step();
		count(Metric.ERRORS, 2, 100);
		assertThat(this.scorecard.report().text()).startsWith("FAIL over the last PT5M")
			.contains("errors", "2.0%", "objective 1.0%", "alert 5.0%", "unknown", "Look for the exception");
	}

	private Score only() {
		assertThat(this.scorecard.report().scores()).hasSize(1);
		return this.scorecard.report().scores().get(0);
	}

	private void count(Metric metric, double some, double all) {
		this.counts.merge(new Quantity(metric, "", Part.SOME), some, Double::sum);
		this.counts.merge(new Quantity(metric, "", Part.ALL), all, Double::sum);
	}

	private void step() {
		this.scorecard.sample();
		this.now += Scorecard.STEP.toNanos();
	}

}
