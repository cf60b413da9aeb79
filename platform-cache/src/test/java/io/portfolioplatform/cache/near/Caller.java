package io.portfolioplatform.cache.near;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A thread that makes one call.
 */
class Caller {

	private final CompletableFuture<Object> result = new CompletableFuture<>();

	private final Thread thread;

	private Caller(Loader call) {
		this.thread = new Thread(() -> {
			try {
				this.result.complete(call.load());
			}
			catch (Throwable ex) {
				this.result.completeExceptionally(ex);
			}
		});
	}

	static Caller start(Loader call) {
		Caller caller = new Caller(call);
		caller.thread.start();
		return caller;
	}

	Caller untilWaiting() {
		await().until(() -> this.thread.getState() == Thread.State.WAITING
				|| this.thread.getState() == Thread.State.TIMED_WAITING);
		return this;
	}

	void interrupt() {
		this.thread.interrupt();
	}

	Object result() throws Exception {
		return this.result.get(10, TimeUnit.SECONDS);
	}

	Throwable failure() {
		try {
			assertThat(result()).as("a failure").isNull();
			throw new AssertionError("no failure");
		}
		catch (ExecutionException ex) {
			return ex.getCause();
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

}
