package io.portfolioplatform.app.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import javax.sql.DataSource;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.portfolioplatform.app.IntegrationTest;
import io.portfolioplatform.dbpool.Lane;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what operators see of a job that fails, and for the lane it runs in.
 */
@IntegrationTest
class JobFailuresTests {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	@Autowired
	private DataSource dataSource;

	@Autowired
	private JobFailures failures;

	@Autowired
	private DatabaseClock clock;

	@Autowired
	private Jobs jobs;

	@Test
	void areSeenUntilTheJobSucceeds() {
		AtomicBoolean broken = new AtomicBoolean(true);
		AtomicReference<Lane> lane = new AtomicReference<>();
		OneTimeTask<Void> task = Tasks.oneTime("trial-" + UUID.randomUUID())
			.onFailure(new FailureHandler.OnFailureRetryLater<>(Duration.ofMillis(200)))
			.execute((job, context) -> {
				lane.set(Lane.current());
				if (broken.get()) {
					throw new IllegalStateException("the disk is full");
				}
			});
		Scheduler scheduler = new JobsConfiguration().scheduler(this.dataSource, List.of(task), this.failures,
				this.clock, new JobsProperties(true, 1, Duration.ofMillis(100), Duration.ofHours(1)));
		scheduler.start();
		try {
			scheduler.schedule(task.instance("one"), Instant.now());
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(state(task)).singleElement()
					.returns("IllegalStateException: the disk is full", TaskState::message)
					.returns(1L, TaskState::failing));
			assertThat(lane).hasValue(Lane.BACKGROUND);
			broken.set(false);
			await().atMost(PATIENCE).untilAsserted(() -> assertThat(state(task)).isEmpty());
		}
		finally {
			scheduler.stop();
		}
	}

	private List<TaskState> state(OneTimeTask<Void> task) {
		return this.jobs.states().stream().filter((state) -> state.task().equals(task.getName())).toList();
	}

}
