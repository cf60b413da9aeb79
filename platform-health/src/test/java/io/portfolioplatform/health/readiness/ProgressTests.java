package io.portfolioplatform.health.readiness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.portfolioplatform.health.traffic.ManagementPaths;
import io.portfolioplatform.health.traffic.ServletPath;
import io.portfolioplatform.health.traffic.Traffic;
import io.portfolioplatform.health.traffic.TrafficFilter;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

class ProgressTests {

	private final Traffic traffic = new Traffic();

	private final TrafficFilter filter = new TrafficFilter(this.traffic, ServletPath.ROOT,
			new ManagementPaths(() -> List.of("/actuator"))::contains);

	private final List<String> down = new ArrayList<>();

	private final Progress progress = new Progress(this.traffic, () -> this.down,
			new StuckRequests(2, Duration.ofSeconds(30), Duration.ofSeconds(10)));

	private long now = 1;

	@Test
	void busyIsNotStuck() throws Exception {
		whileInProgress(50, () -> {
			for (int second = 0; second < 100; second++) {
				request();
				sample(1);
			}
			assertThat(this.progress.check().met()).isTrue();
		});
	}

	@Test
	void refusesWhenNothingMovesAndAcceptsAfterLastingProgress() throws Exception {
		sample(1);
		whileInProgress(2, () -> {
			sample(29);
			assertThat(this.progress.check().met()).isTrue();
			sample(2);
			assertThat(this.progress.check().met()).isFalse();
			assertThat(this.progress.check().reason()).contains("PT30S");
		});
		sample(5);
		assertThat(this.progress.check().met()).as("before the recovery is over").isFalse();
		sample(7);
		assertThat(this.progress.check().met()).isTrue();
	}

	@Test
	void answersThatCostNothingAreNoProgress() throws Exception {
		MockHttpServletRequest scrape = new MockHttpServletRequest("GET", "/actuator/prometheus");
		whileInProgress(2, () -> {
			for (int second = 0; second < 35; second++) {
				this.filter.doFilter(scrape, new MockHttpServletResponse(), new MockFilterChain());
				this.filter.doFilter(new MockHttpServletRequest(), new MockHttpServletResponse(),
						(request, response) -> ((HttpServletResponse) response).setStatus(503));
				sample(1);
			}
			assertThat(this.progress.check().met()).isFalse();
		});
	}

	@Test
	void anAsynchronousRequestIsInProgressUntilItCompletes() throws Exception {
		List<AsyncContext> open = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			MockHttpServletRequest request = new MockHttpServletRequest();
			request.setAsyncSupported(true);
			this.filter.doFilter(request, new MockHttpServletResponse(),
					(started, response) -> open.add(started.startAsync()));
		}
		assertThat(this.traffic.answered()).isZero();
		sample(35);
		assertThat(this.progress.check().met()).isFalse();
		open.forEach(AsyncContext::complete);
		assertThat(this.traffic.inProgress()).isZero();
		assertThat(this.traffic.answered()).isEqualTo(2);
		sample(12);
		assertThat(this.progress.check().met()).isTrue();
	}

	@Test
	void anOpenStreamOfEventsIsNotInProgress() throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setAsyncSupported(true);
		this.filter.doFilter(request, new MockHttpServletResponse(), (started, response) -> {
			response.setContentType("text/event-stream");
			started.startAsync();
		});
		assertThat(this.traffic.inProgress()).isZero();
	}

	@Test
	void fewRequestsThatTakeLongAreNotStuck() throws Exception {
		whileInProgress(1, () -> {
			sample(100);
			assertThat(this.progress.check().met()).isTrue();
		});
	}

	@Test
	void failsOpenAndSaysSoWhileADependencyIsDown() throws Exception {
		this.down.add("db");
		whileInProgress(50, () -> {
			sample(100);
			assertThat(this.progress.check().met()).isTrue();
			assertThat(this.progress.check().reason())
				.isEqualTo("failing open: the whole fleet shares what is down: db");
			this.down.clear();
			// What waited for it has the whole time to end: the fleet would go as one.
			sample(29);
			assertThat(this.progress.check().met()).as("just back").isTrue();
			sample(1);
			assertThat(this.progress.check().met()).isFalse();
		});
	}

	private void sample(int seconds) {
		for (int second = 0; second < seconds; second++) {
			this.progress.sample(this.now);
			this.now += Duration.ofSeconds(1).toNanos();
		}
	}

	private void request() throws Exception {
		whileInProgress(1, () -> {
		});
	}

	private void whileInProgress(int requests, Action action) throws Exception {
		FilterChain chain = (request, response) -> {
			try {
				if (requests > 1) {
					whileInProgress(requests - 1, action);
				}
				else {
					action.run();
				}
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		};
		this.filter.doFilter(new MockHttpServletRequest(), new MockHttpServletResponse(), chain);
	}

	private interface Action {

		void run() throws Exception;

	}

}
