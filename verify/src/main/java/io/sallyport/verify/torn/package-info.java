/** Whether sessions come back as they were: from lines whose writer was killed between any two stores, and from lines that were damaged. */
@NullMarked
package io.sallyport.verify.torn;

import org.jspecify.annotations.NullMarked;
