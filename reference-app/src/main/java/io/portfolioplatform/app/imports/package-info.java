/**
 * Activities from files of other trackers. A file is taken whole or not at all; a refusal
 * names the file, the line, the column and the value.
 */
@NullMarked
package io.portfolioplatform.app.imports;

import org.jspecify.annotations.NullMarked;
