package io.portfolioplatform.cache.redis;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import io.portfolioplatform.cache.redis.Patience.Deadline;
import io.portfolioplatform.cache.shared.Breaker;
import org.jspecify.annotations.Nullable;

/**
 * Waits for answers of Redis until a deadline, and asks nothing while that would be in
 * vain.
 *
 * @param breaker spares callers the wait while Redis does not answer
 * @param abreast whether Redis knows all that was invalidated
 */
record BoundedCalls(Breaker breaker, Abreast abreast) {

	/**
	 * Ask Redis.
	 * @param deadline until when to wait
	 * @param question asks without waiting
	 * @param late run when the answer comes after all, or is given up
	 * @return the answer, or {@code null} if Redis is not asked or does not answer in
	 * time
	 */
	<T> @Nullable T ask(Deadline deadline, Supplier<? extends CompletionStage<T>> question, Runnable late) {
		if (isRedissonsThread() || !this.breaker.mayAsk() || !isSettled(deadline)) {
			return null;
		}
		CompletionStage<T> asked = question.get();
		T answer = await(asked, deadline.left());
		if (answer == null) {
			// Redis may have carried it out whatever came of the answer.
			asked.whenComplete((unused, failure) -> late.run());
		}
		return answer;
	}

	/**
	 * Such a thread would wait for an answer that only it can read.
	 */
	private static boolean isRedissonsThread() {
		return Thread.currentThread().getName().startsWith("redisson-netty");
	}

	/**
	 * Whether Redis knows what this process has invalidated. One that does not confirm it
	 * in time does not answer either.
	 */
	private boolean isSettled(Deadline deadline) {
		boolean settled = this.abreast.told(Duration.ofNanos(deadline.nanos()));
		if (!settled && deadline.left() <= 0) {
			this.breaker.failed();
		}
		else if (!settled) {
			this.breaker.notAsked();
		}
		return settled;
	}

	/**
	 * Whether this process has heard of an invalidation, or does until the deadline.
	 * @param deadline until when to wait
	 * @param id its entry in the log
	 */
	boolean hasHeard(Deadline deadline, String id) {
		return this.abreast.heard(id, Duration.ofNanos(Math.max(0, deadline.left())));
	}

	private <T> @Nullable T await(CompletionStage<T> asked, long nanos) {
		try {
			T answer = asked.toCompletableFuture().get(nanos, TimeUnit.NANOSECONDS);
			this.breaker.succeeded();
			return answer;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			this.breaker.notAsked();
			return null;
		}
		catch (ExecutionException | TimeoutException ex) {
			this.breaker.failed();
			return null;
		}
	}

}
