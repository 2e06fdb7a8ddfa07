<#ftl output_format="plainText">
<#if hours??>${msg("cloakpoolEmailCodeHoursBody", realmName, code, hours)}<#else>${msg("cloakpoolEmailCodeBody", realmName, code, minutes)}</#if>
