package io.portfolioplatform.app.quotes;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.portfolioplatform.app.jobs.JobQueue;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Fetches rates each evening, after the European Central Bank has set them, and prices
 * each night, after the American exchanges have closed.
 */
@Configuration(proxyBeanMethods = false)
class QuoteJobs {

	static final String REFRESH = "refresh-prices";

	private static final LocalTime RATES = LocalTime.of(17, 30);

	private static final LocalTime MISSING_RATES = LocalTime.of(17, 45);

	private static final LocalTime PRICES = LocalTime.of(22, 30);

	private static final Duration FIRST_RETRY = Duration.ofMinutes(1);

	@Bean
	RecurringTask<Void> nightlyPrices(JobQueue queue) {
		return Tasks.recurring("nightly-prices", Schedules.daily(ZoneOffset.UTC, PRICES))
			.onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(FIRST_RETRY))
			.execute((job, context) -> queue.add(REFRESH, "all", Duration.ZERO));
	}

	/**
	 * Goes on when calls are there again, instead of holding a thread until then.
	 */
	@Bean
	Task<Void> refreshPrices(PriceRefresh refresh) {
		return Tasks.custom(REFRESH, Void.class)
			.onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(FIRST_RETRY))
			.onDeadExecutionRevive()
			.execute((job, context) -> {
				Optional<Duration> pause = refresh.run();
				CompletionHandler<Void> handler = (complete, operations) -> pause.ifPresentOrElse(
						(time) -> operations.reschedule(complete, complete.getTimeDone().plus(time)),
						operations::remove);
				return handler;
			});
	}

	@Bean
	RecurringTask<Void> dailyRates(RateRefresh rates) {
		return Tasks.recurring("daily-rates", Schedules.daily(ZoneOffset.UTC, RATES))
			.onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(FIRST_RETRY))
			.execute((job, context) -> rates.latest());
	}

	/**
	 * A job of its own, so that those of the last days come whatever happens to all the
	 * others.
	 */
	@Bean
	RecurringTask<Void> missingRates(RateRefresh rates) {
		return Tasks.recurring("missing-rates", Schedules.daily(ZoneOffset.UTC, MISSING_RATES))
			.onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(FIRST_RETRY))
			.execute((job, context) -> rates.missing());
	}

}
