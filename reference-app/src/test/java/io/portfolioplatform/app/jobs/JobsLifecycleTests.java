package io.portfolioplatform.app.jobs;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.portfolioplatform.app.IntegrationTest;
import io.portfolioplatform.health.DrainStartedEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link JobsLifecycle} with a job that still runs when the application is told
 * to stop.
 */
@IntegrationTest
@Timeout(60)
class JobsLifecycleTests {

	private final CountDownLatch release = new CountDownLatch(1);

	private final AtomicInteger started = new AtomicInteger();

	private final AtomicInteger ended = new AtomicInteger();

	private final OneTimeTask<Void> task = Tasks.oneTime("drained").execute((job, context) -> {
		this.started.incrementAndGet();
		try {
			this.release.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		this.ended.incrementAndGet();
	});

	private final Scheduler scheduler;

	private final JobsLifecycle lifecycle;

	JobsLifecycleTests(@Autowired DataSource dataSource, @Autowired JobFailures failures,
			@Autowired DatabaseClock clock) {
		this.scheduler = new JobsConfiguration().scheduler(dataSource, List.of(this.task), failures, clock,
				new JobsProperties(true, 2, Duration.ofMillis(100), Duration.ofSeconds(15)));
		this.lifecycle = new JobsLifecycle(this.scheduler, clock, true);
	}

	@AfterEach
	void forgetJobs(@Autowired JdbcClient jdbc) {
		this.release.countDown();
		await().until(() -> this.scheduler.getCurrentlyExecuting().isEmpty());
		jdbc.sql("delete from scheduled_tasks where task_name = 'drained'").update();
		jdbc.sql("delete from job_failure where task_name = 'drained'").update();
	}

	@Test
	void takesNoNewJobsAndWaitsForThoseThatRun(@Autowired JobQueue jobs) {
		runOne(jobs, "running");
		this.lifecycle.drain();
		assertThat(this.scheduler.getSchedulerState().isPaused()).isTrue();
		jobs.add("drained", "late", Duration.ZERO);
		await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(20)).until(() -> this.started.get() == 1);
		this.release.countDown();
		this.lifecycle.close();
		assertThat(this.ended).hasValue(1);
		assertThat(this.started).as("a second thread was free for the late one").hasValue(1);
		assertThat(this.scheduler.getCurrentlyExecuting()).isEmpty();
		this.lifecycle.close();
	}

	@Test
	void waitsBesideTheDrainAndNoLongerThanItsBound(@Autowired JobQueue jobs) {
		runOne(jobs, "endless");
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.registerBean(JobsLifecycle.class, () -> this.lifecycle);
		Phase phase = new Phase(context);
		context.registerBean(Phase.class, () -> phase);
		context.refresh();
		long before = System.nanoTime();
		context.close();
		Duration took = Duration.ofNanos(System.nanoTime() - before);
		assertThat(Duration.ofNanos(phase.stopped - before)).as("until the first phase").isLessThan(JobsLifecycle.WAIT);
		assertThat(took).isBetween(JobsLifecycle.WAIT.minusSeconds(1), JobsLifecycle.WAIT.multipliedBy(3));
		this.release.countDown();
	}

	@Test
	void stopsWithoutADrain(@Autowired JobQueue jobs) {
		runOne(jobs, "alone");
		this.release.countDown();
		this.lifecycle.close();
		assertThat(this.ended).hasValue(1);
	}

	private void runOne(JobQueue jobs, String instance) {
		jobs.add("drained", instance, Duration.ZERO);
		this.lifecycle.start();
		await().atMost(Duration.ofSeconds(20)).until(() -> this.started.get() == 1);
	}

	/**
	 * Drains as the first phase of the shutdown does.
	 */
	private static final class Phase implements SmartLifecycle {

		private final AnnotationConfigApplicationContext context;

		private volatile boolean running;

		private volatile long stopped;

		private Phase(AnnotationConfigApplicationContext context) {
			this.context = context;
		}

		@Override
		public void start() {
			this.running = true;
		}

		@Override
		public void stop() {
			this.context.publishEvent(new DrainStartedEvent(this.context, Duration.ZERO));
			this.stopped = System.nanoTime();
			this.running = false;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

	}

}
