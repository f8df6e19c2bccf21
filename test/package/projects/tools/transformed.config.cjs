// What docs/testing.md advises for tests in CommonJS.
module.exports = {
  transform: { '\\.m?[jt]sx?$': ['babel-jest', { plugins: ['@babel/plugin-transform-modules-commonjs'] }] },
  transformIgnorePatterns: ['/node_modules/(?!(rx-omm|jose)/)'],
}
