package io.portfolioplatform.cache.redis;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import io.portfolioplatform.cache.shared.Breaker;
import org.jspecify.annotations.Nullable;

/**
 * Waits for answers of Redis, never longer than one budget of time for each question, and
 * asks nothing while that would be in vain.
 *
 * @param breaker spares callers the wait while Redis does not answer
 * @param timeout the budget
 * @param abreast whether Redis knows all that was invalidated
 */
record BoundedCalls(Breaker breaker, Duration timeout, Abreast abreast) {

	/**
	 * Ask Redis.
	 * @param start when the budget began, by {@link System#nanoTime}
	 * @param question asks without waiting
	 * @param late run when the answer comes after all
	 * @return the answer, or {@code null} if Redis is not asked or does not answer in
	 * time
	 */
	<T> @Nullable T ask(long start, Supplier<? extends CompletionStage<T>> question, Runnable late) {
		if (isRedissonsThread() || !this.breaker.isClosed() || !isSettled(start)) {
			return null;
		}
		CompletionStage<T> asked = question.get();
		T answer = await(asked, left(start));
		if (answer == null) {
			asked.thenRun(late);
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
	private boolean isSettled(long start) {
		boolean settled = this.abreast.told(this.timeout);
		if (!settled && left(start) <= 0) {
			this.breaker.failed();
		}
		return settled;
	}

	/**
	 * Whether this process has heard of an invalidation, or does with what is left of the
	 * budget.
	 * @param start when the budget began
	 * @param id its entry in the log
	 */
	boolean hasHeard(long start, String id) {
		return this.abreast.heard(id, Duration.ofNanos(Math.max(0, left(start))));
	}

	/**
	 * What is left of the budget, in nanoseconds.
	 */
	private long left(long start) {
		return this.timeout.toNanos() - (System.nanoTime() - start);
	}

	private <T> @Nullable T await(CompletionStage<T> asked, long nanos) {
		try {
			T answer = asked.toCompletableFuture().get(nanos, TimeUnit.NANOSECONDS);
			this.breaker.succeeded();
			return answer;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
		catch (ExecutionException | TimeoutException ex) {
			this.breaker.failed();
			return null;
		}
	}

}
