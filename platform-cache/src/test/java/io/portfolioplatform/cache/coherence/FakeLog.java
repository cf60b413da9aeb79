package io.portfolioplatform.cache.coherence;

import java.util.concurrent.CompletionStage;

/**
 * A log to which everything is appended alike, and which nobody may read.
 */
public abstract class FakeLog implements InvalidationLog {

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
