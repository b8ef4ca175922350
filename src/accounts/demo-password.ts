/** Password of every invented person of the demo municipalities. Refused outside development mode. */
export const DEMO_PASSWORD = 'lueckenlos-demo';
