package io.portfolioplatform.cache.journal;

/**
 * The table of the journal is not in the database.
 */
@SuppressWarnings("serial")
public final class MissingJournalTableException extends RuntimeException {

	MissingJournalTableException(Throwable cause) {
		super("the table platform_cache_journal is missing or has other columns: " + cause.getMessage(), cause);
	}

}
