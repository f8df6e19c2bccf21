// Builds the page, and prints what webpack complains of.
const webpack = require('webpack')

webpack({ mode: 'production', context: __dirname, entry: './page.js' }, (error, stats) => {
  if (error) throw error
  const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true })
  for (const { message } of [...errors, ...warnings]) console.log(message)
})
