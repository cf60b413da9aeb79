package io.portfolioplatform.cache.autoconfigure;

import io.portfolioplatform.cache.journal.MissingJournalTableException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says how to create the {@linkplain MissingJournalTableException missing table} of the
 * journal.
 */
class MissingJournalTableFailureAnalyzer extends AbstractFailureAnalyzer<MissingJournalTableException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MissingJournalTableException cause) {
		return new FailureAnalysis("platform.cache.journal is jdbc, but " + cause.getMessage(),
				"Create it with a migration that does what io/portfolioplatform/cache/journal/journal.sql in platform-cache"
						+ " does, or set platform.cache.journal to none.",
				cause);
	}

}
