package io.portfolioplatform.app.imports;

import java.io.IOException;
import java.util.UUID;

import io.portfolioplatform.app.user.UserId;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/**
 * Takes a file as {@code multipart/form-data}: what a browser's form and {@code curl -F}
 * send, and the one encoding that carries the file's name to report problems by.
 */
@RestController
class ImportController {

	private static final int LONGEST_NAME = 200;

	private final ImportService imports;

	ImportController(ImportService imports) {
		this.imports = imports;
	}

	/**
	 * Imports a file.
	 * @param user the owner
	 * @param file the part with the file
	 * @param portfolio where to put the activities; by default the user's first portfolio
	 * @return what was stored
	 * @throws IOException if the request breaks off
	 */
	@PostMapping(path = "/api/imports", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
	ImportReport importFile(UserId user, @RequestParam("file") MultipartFile file,
			@RequestParam(name = "portfolio", required = false) @Nullable UUID portfolio) throws IOException {
		return this.imports.importFile(user, new ImportFile(name(file), file.getBytes()), portfolio);
	}

	private static String name(MultipartFile file) {
		String name = StringUtils.getFilename(file.getOriginalFilename());
		return StringUtils.hasText(name) ? StringUtils.truncate(name, LONGEST_NAME) : "upload";
	}

}
