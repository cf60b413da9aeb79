package io.portfolioplatform.app.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Collects what is wrong with a file, so that its owner can mend several lines at once;
 * reading stops where more would not help.
 */
class ImportProblems {

	private static final int MOST = 20;

	private final String file;

	private final List<ImportProblem> problems = new ArrayList<>();

	ImportProblems(String file) {
		this.file = file;
	}

	/**
	 * Reads one thing and keeps it, or notes why it cannot be read.
	 * @param <T> the type of what is read
	 * @param reader reads it
	 * @param keeper keeps it
	 * @throws ImportRefusedException if this was one problem too many
	 */
	<T> void attempt(Supplier<T> reader, Consumer<? super T> keeper) {
		try {
			keeper.accept(reader.get());
		}
		catch (BadCellException ex) {
			add(ex.problem());
		}
	}

	void add(ImportProblem problem) {
		this.problems.add(problem);
		if (this.problems.size() == MOST) {
			throwIfAny();
		}
	}

	void throwIfAny() {
		if (!this.problems.isEmpty()) {
			throw new ImportRefusedException(this.file, this.problems);
		}
	}

}
