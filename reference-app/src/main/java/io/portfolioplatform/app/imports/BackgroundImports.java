package io.portfolioplatform.app.imports;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntConsumer;

import io.portfolioplatform.app.jobs.JobQueue;
import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.app.user.UserTransactions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponseException;

/**
 * Imports files after the answer. What is stored and that it is stored are one
 * transaction, so a job that is killed and run again stores everything once.
 */
@Service
class BackgroundImports {

	static final String TASK = "import-file";

	/** Files of one user that lie in the database, each of which may have 40 MB. */
	static final int MOST_WAITING = 5;

	private static final Logger log = LoggerFactory.getLogger(BackgroundImports.class);

	private final ImportService imports;

	private final ImportWriter writer;

	private final ImportUploads uploads;

	private final UserTransactions transactions;

	private final JobQueue queue;

	private final JsonMapper json;

	BackgroundImports(ImportService imports, ImportWriter writer, ImportUploads uploads, UserTransactions transactions,
			JobQueue queue, JsonMapper json) {
		this.imports = imports;
		this.writer = writer;
		this.uploads = uploads;
		this.transactions = transactions;
		this.queue = queue;
		this.json = json;
	}

	ImportProgress add(UserId user, ImportFile file, @Nullable UUID portfolio, Duplicates duplicates) {
		return this.transactions.write(user, () -> {
			if (this.uploads.waiting(user) >= MOST_WAITING) {
				throw new TooManyImportsException(MOST_WAITING);
			}
			UUID id = this.uploads.add(user, file, portfolio, duplicates);
			this.queue.add(TASK, user + "/" + id, Duration.ZERO);
			return this.uploads.find(user, id).orElseThrow();
		});
	}

	/**
	 * Imports a file that was added.
	 * @param user the owner
	 * @param id the import
	 */
	void run(UserId user, UUID id) {
		Optional<ImportUploads.Upload> upload = this.transactions.write(user, () -> this.uploads.take(user, id));
		if (upload.isEmpty()) {
			return;
		}
		try {
			store(user, id, upload.get());
		}
		catch (ErrorResponseException ex) {
			finish(user, id, "REFUSED", this.json.writeValueAsString(ex.getBody()));
		}
	}

	private void store(UserId user, UUID id, ImportUploads.Upload upload) {
		ParsedImport parsed = this.imports.parse(upload.file());
		int total = parsed.activities().size();
		report(user, id, 0, total);
		IntConsumer progress = (done) -> report(user, id, done, total);
		this.transactions.write(user, () -> {
			ImportReport report = this.writer.write(user, upload.file(), parsed, upload.portfolio(),
					upload.duplicates(), progress);
			if (!this.uploads.finish(user, id, "DONE", this.json.writeValueAsString(report))) {
				// Finished by a process that took the job over: what that answered stays,
				// and nothing comes twice.
				throw new ImportNotFoundException(id);
			}
			return report;
		});
	}

	private void finish(UserId user, UUID id, String state, String answer) {
		this.transactions.write(user, () -> {
			this.uploads.finish(user, id, state, answer);
			return state;
		});
	}

	/**
	 * Tells how far it is, beside the transaction that nobody sees before its end. Where
	 * the pool has no second connection to spare, nobody is told.
	 */
	private void report(UserId user, UUID id, int done, int total) {
		try {
			this.transactions.aside(user, () -> this.uploads.progress(user, id, done, total));
		}
		catch (DataAccessException | TransactionException ex) {
			log.debug("The progress of import {} is not told: {}", id, ex.getMessage());
		}
	}

}
