package io.portfolioplatform.app.imports;

import java.util.List;
import java.util.UUID;

import io.portfolioplatform.app.user.UserId;
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

	ImportService(List<ImportFormat> formats, ImportWriter writer) {
		this.formats = formats;
		this.writer = writer;
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
		String text = file.text();
		ParsedImport parsed = format(file, text).parse(file.name(), text);
		return this.writer.write(user, file, parsed, portfolio);
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
