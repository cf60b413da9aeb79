package io.portfolioplatform.app.imports;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.UUID;

import io.portfolioplatform.app.problem.FieldChecks;
import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.app.user.UserTransactions;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/**
 * Takes a file as {@code multipart/form-data}: what a browser's form and {@code curl -F}
 * send, and the one encoding that carries the file's name to report problems by.
 */
@RestController
@RequestMapping("/api/imports")
class ImportController {

	private static final int LONGEST_NAME = 200;

	private final ImportService imports;

	private final BackgroundImports background;

	private final ImportUploads uploads;

	private final UserTransactions transactions;

	ImportController(ImportService imports, BackgroundImports background, ImportUploads uploads,
			UserTransactions transactions) {
		this.imports = imports;
		this.background = background;
		this.uploads = uploads;
		this.transactions = transactions;
	}

	/**
	 * Imports a file.
	 * @param user the owner
	 * @param file the part with the file
	 * @param portfolio where to put the activities; by default the user's first portfolio
	 * @param duplicates what happens to activities that are there already
	 * @return what was stored
	 * @throws IOException if the request breaks off
	 */
	@PostMapping(params = "!background", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
	ImportReport importFile(UserId user, @RequestParam("file") MultipartFile file,
			@RequestParam(name = "portfolio", required = false) @Nullable UUID portfolio,
			@RequestParam(defaultValue = "SKIP") Duplicates duplicates) throws IOException {
		return this.imports.importFile(user, file(file), portfolio, duplicates);
	}

	/**
	 * Takes a file and imports it after the answer.
	 * @param user the owner
	 * @param file the part with the file
	 * @param portfolio where to put the activities; by default the user's first portfolio
	 * @param duplicates what happens to activities that are there already
	 * @return how far it is, and where to look again
	 * @throws IOException if the request breaks off
	 */
	@PostMapping(params = "background", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
	@ResponseStatus(HttpStatus.ACCEPTED)
	ResponseEntity<ImportProgress> importInBackground(UserId user, @RequestParam("file") MultipartFile file,
			@RequestParam(name = "portfolio", required = false) @Nullable UUID portfolio,
			@RequestParam(defaultValue = "SKIP") Duplicates duplicates) throws IOException {
		ImportProgress progress = this.background.add(user, file(file), portfolio, duplicates);
		return ResponseEntity.accepted().location(URI.create("/api/imports/" + progress.id())).body(progress);
	}

	/**
	 * Says what an import of a file would store.
	 * @param user the owner
	 * @param file the part with the file
	 * @param portfolio where to put the activities; by default the user's first portfolio
	 * @return what would be stored
	 * @throws IOException if the request breaks off
	 */
	@PostMapping(path = "/preview", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
	ImportPreview preview(UserId user, @RequestParam("file") MultipartFile file,
			@RequestParam(name = "portfolio", required = false) @Nullable UUID portfolio) throws IOException {
		return this.imports.preview(user, file(file), portfolio);
	}

	@GetMapping
	List<ImportProgress> latest(UserId user) {
		return this.transactions.read(user, () -> this.uploads.latest(user));
	}

	@GetMapping("/{id}")
	ImportProgress progress(UserId user, @PathVariable UUID id) {
		return this.transactions.read(user, () -> this.uploads.find(user, id))
			.orElseThrow(() -> new ImportNotFoundException(id));
	}

	private static ImportFile file(MultipartFile file) throws IOException {
		String name = StringUtils.getFilename(file.getOriginalFilename());
		return new ImportFile(StringUtils.hasText(name)
				? StringUtils.truncate(FieldChecks.printable("file", name), LONGEST_NAME) : "upload", file.getBytes());
	}

}
