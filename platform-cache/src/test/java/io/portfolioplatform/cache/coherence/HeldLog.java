package io.portfolioplatform.cache.coherence;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A log that answers when a test says so, in the order in which it was asked. Nobody may
 * read it.
 */
public class HeldLog implements InvalidationLog {

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

	@Override
	public CompletionStage<Replaced> replace(Invalidation invalidation, Replacement replacement) {
		return append(invalidation).thenApply((id) -> new Replaced(id, "stamp"));
	}

	@Override
	public CompletionStage<String> appendForAnother(Invalidation invalidation) {
		return append(invalidation);
	}

	@Override
	public Position end() {
		throw new UnsupportedOperationException();
	}

	@Override
	public Entries readAfter(Position position) {
		throw new UnsupportedOperationException();
	}

}
