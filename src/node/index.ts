/**
 * What only Node can do: connections by an agent, for proxies and private authorities.
 *
 * @packageDocumentation
 */
export { viaAgent, type AgentWay } from './via-agent.js'
