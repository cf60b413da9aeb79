package io.portfolioplatform.app.imports;

import java.util.List;
import java.util.UUID;

import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.app.user.UserTransactions;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/**
 * The one way activities of a file come in: read everything, then store everything in one
 * transaction.
 */
@Service
public class ImportService {

	private final List<ImportFormat> formats;

	private final ImportWriter writer;

	private final UserTransactions transactions;

	ImportService(List<ImportFormat> formats, ImportWriter writer, UserTransactions transactions) {
		this.formats = formats;
		this.writer = writer;
		this.transactions = transactions;
	}

	/**
	 * Imports a file.
	 * @param user the owner
	 * @param file the file
	 * @param portfolio where to put the activities, or {@code null} for the user's first
	 * portfolio, which is created if there is none
	 * @return what was stored
	 * @throws ImportRefusedException if anything in the file cannot be understood
	 * @throws AlreadyImportedException if the portfolio holds this file already
	 */
	public ImportReport importFile(UserId user, ImportFile file, @Nullable UUID portfolio) {
		return importFile(user, file, portfolio, Duplicates.SKIP);
	}

	ImportReport importFile(UserId user, ImportFile file, @Nullable UUID portfolio, Duplicates duplicates) {
		ParsedImport parsed = parse(file);
		return this.transactions.write(user,
				() -> this.writer.write(user, file, parsed, portfolio, duplicates, (stored) -> {
				}));
	}

	/**
	 * Says what an import would store, and stores nothing.
	 * @param user the owner
	 * @param file the file
	 * @param portfolio where the activities would go
	 * @return what would be stored
	 */
	ImportPreview preview(UserId user, ImportFile file, @Nullable UUID portfolio) {
		ParsedImport parsed = parse(file);
		return this.transactions.rehearse(user, () -> this.writer.rehearse(user, file, parsed, portfolio));
	}

	ParsedImport parse(ImportFile file) {
		String text = file.text();
		return format(file, text).parse(file.name(), text);
	}

	private ImportFormat format(ImportFile file, String text) {
		return this.formats.stream()
			.filter((format) -> format.recognizes(text))
			.findFirst()
			.orElseThrow(() -> new ImportRefusedException(file.name(),
					new ImportProblem(1, "format", text.lines().findFirst().orElse(""),
							"begins neither a Ghostfolio JSON export nor a CSV file with a header such as "
									+ "Date,Code,Currency,Price,Quantity,Action,Fee")));
	}

}
