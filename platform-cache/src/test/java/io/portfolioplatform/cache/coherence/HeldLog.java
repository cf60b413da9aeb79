package io.portfolioplatform.cache.coherence;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A log that answers when a test says so, in the order in which it was asked.
 */
public class HeldLog extends FakeLog {

	private final Queue<CompletableFuture<String>> appends = new ConcurrentLinkedQueue<>();

	Queue<CompletableFuture<String>> appends() {
		return this.appends;
	}

	CompletableFuture<String> next() {
		return this.appends.remove();
	}

	/**
	 * Accept the oldest that has no answer.
	 */
	public void accept() {
		next().complete("1-0");
	}

	void refuse() {
		next().completeExceptionally(new IllegalStateException("NOREPLICAS"));
	}

	@Override
	public CompletionStage<String> append(Invalidation invalidation) {
		CompletableFuture<String> append = new CompletableFuture<>();
		this.appends.add(append);
		return append;
	}

}
