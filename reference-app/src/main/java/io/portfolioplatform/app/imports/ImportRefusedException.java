package io.portfolioplatform.app.imports;

import java.util.List;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * A file cannot be imported and nothing of it was stored. The response is 422 with the
 * members {@code file} and {@code errors}, each with {@code line}, {@code column},
 * {@code value} and {@code message}.
 */
public class ImportRefusedException extends ErrorResponseException {

	private final transient List<ImportProblem> problems;

	ImportRefusedException(String file, ImportProblem problem) {
		this(file, List.of(problem));
	}

	ImportRefusedException(String file, List<ImportProblem> problems) {
		super(HttpStatus.UNPROCESSABLE_CONTENT);
		this.problems = List.copyOf(problems);
		setTitle("Import refused");
		setDetail(file + ", " + problems.get(0) + ". Nothing of this file was stored.");
		getBody().setProperty("file", file);
		getBody().setProperty("errors", this.problems);
	}

	/**
	 * Returns what is wrong, in the order of the file.
	 * @return at least one problem
	 */
	public List<ImportProblem> problems() {
		return this.problems;
	}

}
