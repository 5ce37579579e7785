/** Tests of which command runs, and the sample reports of all tests. */
@NullMarked
package io.sallyport.verify;

import org.jspecify.annotations.NullMarked;
