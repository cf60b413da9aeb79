package io.portfolioplatform.app.imports;

import java.util.List;
import java.util.UUID;

/**
 * What an import stored.
 *
 * @param id identifier of the import
 * @param portfolioId portfolio the activities went into
 * @param file name of the file
 * @param format format it was recognised as
 * @param activities number of activities stored
 * @param duplicates number of activities that were there already
 * @param balances number of account balances stored
 * @param warnings what the owner should know
 */
public record ImportReport(UUID id, UUID portfolioId, String file, String format, int activities, int duplicates,
		int balances, List<ImportWarning> warnings) {

}
