package io.portfolioplatform.app.imports;

/**
 * A cell does not hold what its column needs.
 */
class BadCellException extends RuntimeException {

	private final transient ImportProblem problem;

	BadCellException(ImportProblem problem) {
		super(problem.toString());
		this.problem = problem;
	}

	ImportProblem problem() {
		return this.problem;
	}

}
