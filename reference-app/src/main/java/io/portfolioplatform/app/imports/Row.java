package io.portfolioplatform.app.imports;

import java.util.Map;

/**
 * One activity as it stands in a file.
 *
 * @param line line where it starts
 * @param cells the cells that are there
 * @param signed whether the file may write what is sold, and what is charged, as a
 * negative number, as brokers do
 */
record Row(long line, Map<Field, Cell> cells, boolean signed) {

	Cell cell(Field field) {
		Cell cell = this.cells.get(field);
		return (cell != null) ? cell : new Cell(this.line, field.names().get(0), "");
	}

}
